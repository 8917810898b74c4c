import type { Alert } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { groupAlerts } from './alertGroups.ts';

const alert = (id: number, more: Partial<Alert> = {}): Alert => ({
  id,
  kind: 'player_offline',
  player_id: id,
  location_id: 1,
  content_id: null,
  title: `Screen ${id}`,
  params: {},
  raised_at: '2026-03-05T11:00:00Z',
  acknowledged_at: null,
  acknowledged_by: null,
  cleared_at: null,
  updated_at: '2026-03-05T11:00:00Z',
  ...more,
});
const ids = (alerts: Alert[]) => groupAlerts(alerts).map(group => group.alerts.map(({ id }) => id));

test('screens of one place that fail alike are one matter', () => {
  expect(ids([alert(1), alert(2), alert(3, { location_id: 2 }), alert(4, { kind: 'player_clock' })])).toEqual([[1, 2], [3], [4]]);
});

test('files and places stand for themselves', () => {
  const file = { kind: 'content_failing', player_id: null, location_id: null, content_id: 7 } as const;
  expect(ids([alert(1, file), alert(2, file)])).toEqual([[1], [2]]);
});

test('what somebody takes care of comes last, apart from what nobody does', () => {
  const taken = { acknowledged_at: '2026-03-05T12:00:00Z', acknowledged_by: 5 };
  expect(ids([alert(1, taken), alert(2), alert(3, taken)])).toEqual([[2], [1, 3]]);
});

test('screens that never connected are apart from those that lost their signal', () => {
  const groups = groupAlerts([alert(1), alert(2), alert(3)], new Set([2, 3]));
  expect(groups.map(({ never, alerts }) => [never, alerts.length])).toEqual([
    [false, 1],
    [true, 2],
  ]);
});
