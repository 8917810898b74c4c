import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { IconLogout, IconUser } from '../components/icons.ts';
import { useAuth } from '../contexts/auth/AuthContext.tsx';
import { summary } from '../contexts/uploads/queue.ts';
import { useUploads } from '../contexts/uploads/UploadContext.tsx';
import classes from './AccountMenu.module.css';
import { AccountButton } from './HeaderButtons.tsx';

/** Who is signed in, and the way out; between them what else belongs to the account here. */
export function AccountMenu({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { user, signOut } = useAuth();
  const [asking, setAsking] = useState(false);
  const onTheWay = summary(useUploads()).sending;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <AccountButton />
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.who}>
            <b className="el">{user.username}</b>
            <span className="mut el cap">{user.email}</span>
            <span className="mut cap">{t(`header.role.${user.role}`)}</span>
          </div>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconUser size={16} aria-hidden />}
            renderRoot={props => <Link to="/settings" search={{ tab: 'account' }} {...props} />}
          >
            {t('settings.account.title')}
          </Menu.Item>
          {children}
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => (onTheWay > 0 ? setAsking(true) : signOut())}>
            {t('header.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={t('content.tray.outTitle')}
        confirm={t('header.signOut')}
        onConfirm={() => signOut()}
        onClose={() => setAsking(false)}
      >
        {t('content.tray.outText', { count: onTheWay })}
      </ConfirmDialog>
    </>
  );
}
