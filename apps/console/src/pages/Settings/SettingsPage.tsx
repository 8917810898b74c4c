import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader.tsx';
import { WithPanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { AccountForm } from './AccountForm.tsx';
import { AuditLog } from './AuditLog.tsx';
import { LocationManagement } from './LocationManagement.tsx';
import { LocationPanel } from './LocationPanel.tsx';
import classes from './Settings.module.css';
import { SystemConfig } from './SystemConfig.tsx';
import { UserManagement } from './UserManagement.tsx';

const allTabs = ['locations', 'users', 'system', 'audit', 'account'] as const;
/** What only administrators see. */
const guarded: readonly string[] = ['users', 'audit'];

/** Places, people, the system, what was done, and one's own account. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  const navigate = useNavigate({ from: '/settings' });
  const { tab: asked = 'locations', location } = useSearch({ from: '/shell/settings' });
  const tabs = allTabs.filter(name => isAdmin || !guarded.includes(name));
  const tab = tabs.includes(asked) ? asked : 'locations';
  const list = useRef<HTMLDivElement>(null);
  // On a phone the list is wider than the page: the tab one is on is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each change of the tab
  useEffect(() => {
    const [own, active] = [list.current, list.current?.querySelector<HTMLElement>('[data-active]')];
    if (own && active) own.scrollLeft = active.offsetLeft - (own.clientWidth - active.offsetWidth) / 2;
  }, [tab]);
  const select = (id: number | undefined) =>
    void navigate({ to: '/settings', search: previous => ({ ...previous, location: id }), replace: true, resetScroll: false });
  return (
    <WithPanel
      panel={
        tab === 'locations' &&
        location !== undefined && <LocationPanel key={location} id={location} onSelect={select} onClose={() => select(undefined)} />
      }
    >
      <PageHeader title={t('settings.title')} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={value =>
          void navigate({ to: '/settings', search: { tab: tabs.find(name => name === value) ?? 'locations' }, replace: true })
        }
      >
        <Tabs.List ref={list} mb="md" className={classes.tabs} aria-label={t('settings.title')}>
          {tabs.map(name => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="locations">
          <LocationManagement selected={location} onSelect={select} />
        </Tabs.Panel>
        {isAdmin && (
          <Tabs.Panel value="users">
            <UserManagement />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="system">
          <SystemConfig />
        </Tabs.Panel>
        {isAdmin && (
          <Tabs.Panel value="audit">
            <AuditLog />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="account">
          <AccountForm />
        </Tabs.Panel>
      </Tabs>
    </WithPanel>
  );
}
