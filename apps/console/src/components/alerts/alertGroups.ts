import type { Alert } from '@tvs/protocol';

/** Alerts that are one matter: of one kind, at one place, in the same hands. */
export interface AlertGroup {
  key: string;
  /** Newest first; never empty. */
  alerts: readonly [Alert, ...Alert[]];
  /** Screens that wait to be connected for the first time: they have lost nothing. */
  never: boolean;
}

const nobody: ReadonlySet<number> = new Set();

/** Screens that fail together are one line; `unseen` are the players that never connected. Nobody's matters come before those that somebody takes care of. */
export function groupAlerts(alerts: readonly Alert[], unseen: ReadonlySet<number> = nobody): AlertGroup[] {
  const groups = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of alerts) {
    const { id, kind, player_id, location_id, acknowledged_by, acknowledged_at } = alert;
    const hands = acknowledged_at === null ? 'nobody' : String(acknowledged_by);
    const key = player_id === null ? `alert ${id}` : `${kind} ${location_id} ${hands} ${isNever(alert, unseen)}`;
    const others = groups.get(key);
    if (others) others.push(alert);
    else groups.set(key, [alert]);
  }
  const taken = ({ alerts: [first] }: AlertGroup) => Number(first.acknowledged_at !== null);
  return [...groups]
    .map(([key, found]) => ({ key, alerts: found, never: isNever(found[0], unseen) }))
    .sort((one, other) => taken(one) - taken(other));
}

function isNever({ kind, player_id }: Alert, unseen: ReadonlySet<number>): boolean {
  return kind === 'player_offline' && player_id !== null && unseen.has(player_id);
}
