import type { AlertKind, Notification } from '@tvs/protocol';
import type { Bus } from '../../platform/bus.ts';
import type { Open } from './store.ts';

const level: Record<AlertKind, Notification['level']> = {
  player_offline: 'error',
  content_failing: 'error',
  location_empty: 'error',
  player_behind: 'warning',
  player_storage: 'warning',
  player_clock: 'warning',
};

/** Tells consoles: one message for all of a kind at a location, so that a network that fails is no flood of words. */
export function notify(bus: Bus, code: 'alert_raised' | 'alert_cleared', alerts: readonly Open[]): void {
  const groups = new Map<string, Open[]>();
  for (const alert of alerts) {
    const group = `${alert.kind} ${alert.location_id}`;
    const others = groups.get(group);
    if (others) others.push(alert);
    else groups.set(group, [alert]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { id, kind, title, location_id, player_id, content_id, params } = first;
    const subject = {
      alert_id: id,
      ...(player_id === null ? {} : { player_id }),
      ...(location_id === null ? {} : { location_id }),
      ...(content_id === null ? {} : { content_id }),
    };
    bus.emit('notification', {
      location_id,
      code,
      level: code === 'alert_cleared' ? 'info' : level[kind],
      title,
      params: { ...params, ...subject, kind, count: group.length },
    });
  }
}
