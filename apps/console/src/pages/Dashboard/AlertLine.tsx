import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AlertIcon } from '../../components/alerts/AlertIcon.tsx';
import { AlertLink } from '../../components/alerts/AlertLink.tsx';
import type { AlertGroup } from '../../components/alerts/alertGroups.ts';
import { useAlertWords } from '../../components/alerts/useAlertWords.ts';
import { IconUser } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ago, moment } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import classes from './AlertsPanel.module.css';
import { useAcknowledge } from './useAcknowledge.ts';

/** One matter: what, why, since when, and what to do about it. */
export function AlertLine({ group, now }: { group: AlertGroup; now: number }) {
  const { t } = useTranslation();
  const { user, canWrite } = useAuth();
  const { byId } = useLocations();
  const { title, text } = useAlertWords(group);
  const { set, busy } = useAcknowledge(group.alerts);
  const [first] = group.alerts;
  const { kind, raised_at, cleared_at, acknowledged_at, acknowledged_by, location_id } = first;
  const place = kind === 'location_empty' || group.alerts.length > 1 ? undefined : byId.get(location_id ?? 0)?.name;
  const open = cleared_at === null;
  const taken = acknowledged_at !== null;
  return (
    <li className={classes.alert} data-taken={taken || !open || undefined}>
      <AlertIcon group={group} />
      <div className={classes.words}>
        <h3>{title}</h3>
        <p>{text}</p>
        <p className="dim cap el">
          {place && `${place} · `}
          <time dateTime={cleared_at ?? raised_at} title={moment(cleared_at ?? raised_at)}>
            {cleared_at === null ? t('alerts.raised', { when: ago(raised_at, now) }) : t('alerts.cleared', { when: ago(cleared_at, now) })}
          </time>
        </p>
        {taken && (
          <p className={classes.taken}>
            <IconUser size={14} aria-hidden /> {acknowledged_by === user.id ? t('alerts.byMe') : t('alerts.bySomeone')}
          </p>
        )}
        {open && (
          <div className={classes.actions}>
            <AlertLink group={group} />
            {canWrite && (
              <Button size="xs" variant="subtle" loading={busy} onClick={() => set(!taken)}>
                {taken ? t('alerts.unacknowledge') : t('alerts.acknowledge')}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}
