import { Button } from '@mantine/core';
import type { Alert } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconCalendarEvent, IconClock, IconDatabase, IconPhoto, IconRefresh, IconUser, IconWifiOff } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ago, moment } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { AlertLink } from './AlertLink.tsx';
import classes from './AlertsPanel.module.css';
import type { AlertGroup } from './alertGroups.ts';
import { useAcknowledge } from './useAcknowledge.ts';
import { useAlertWords } from './useAlertWords.ts';

const icons: Record<Alert['kind'], typeof IconClock> = {
  player_offline: IconWifiOff,
  player_behind: IconRefresh,
  player_storage: IconDatabase,
  player_clock: IconClock,
  content_failing: IconPhoto,
  location_empty: IconCalendarEvent,
};
/** Something is not shown, or may soon not be. */
const bad = new Set<Alert['kind']>(['player_offline', 'content_failing', 'location_empty']);

/** One matter: what, why, since when, and what to do about it. */
export function AlertLine({ group, now }: { group: AlertGroup; now: number }) {
  const { t } = useTranslation();
  const { user, canWrite } = useAuth();
  const { byId } = useLocations();
  const { title, text } = useAlertWords(group);
  const { set, busy } = useAcknowledge(group.alerts);
  const [first] = group.alerts;
  const { kind, raised_at, cleared_at, acknowledged_at, acknowledged_by, location_id } = first;
  const Icon = icons[kind];
  const place = kind === 'location_empty' || group.alerts.length > 1 ? undefined : byId.get(location_id ?? 0)?.name;
  const open = cleared_at === null;
  const taken = acknowledged_at !== null;
  return (
    <li className={classes.alert} data-taken={taken || !open || undefined}>
      <span className={classes.icon} data-bad={(bad.has(kind) && !group.never) || undefined} aria-hidden>
        <Icon size={20} stroke={1.75} />
      </span>
      <div className={classes.words}>
        <h3>{title}</h3>
        <p>
          {place && `${place}. `}
          {text}
        </p>
        <p className="dim cap">
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
