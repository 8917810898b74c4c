import type { Alert } from '@tvs/protocol';
import { IconCalendarEvent, IconClock, IconDatabase, IconPhoto, IconRefresh, IconWifiOff } from '../icons.ts';
import classes from './AlertIcon.module.css';
import type { AlertGroup } from './alertGroups.ts';

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

/** The sign of a matter; quiet once somebody takes care of it, or it has ended. */
export function AlertIcon({ group: { alerts, never } }: { group: AlertGroup }) {
  const [{ kind, acknowledged_at, cleared_at }] = alerts;
  const Icon = icons[kind];
  const quiet = acknowledged_at !== null || cleared_at !== null;
  return (
    <span className={classes.icon} data-bad={(bad.has(kind) && !never) || undefined} data-quiet={quiet || undefined} aria-hidden>
      <Icon size={20} stroke={1.75} />
    </span>
  );
}
