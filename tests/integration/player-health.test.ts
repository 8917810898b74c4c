import type { HealthHistory } from '@tvs/protocol';
import { createHealth } from '@tvs/server/player-health';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { location, player } from '../support/make.ts';
import { type Listener, registered } from '../support/socket.ts';

const minute = 60_000;
const hour = 60 * minute;
const clock = testClock('2026-03-05T12:20:00Z');
let app: TestApp;
const open: Listener[] = [];

beforeAll(async () => {
  app = await startApp({ clock });
});
afterAll(async () => {
  for (const listener of open) listener.close();
  await app.close();
});

const history = async (id: number) => (await app.ok<HealthHistory>('GET', `/players/${id}/health`)).hours;
const rows = () => app.app.context.db.selectFrom('player_health').select(['at', 'player_id']).orderBy('at').execute();

/** A screen that has said this, and of which the database knows it. */
async function said(id: number, screen: Listener, beat: Record<string, unknown>): Promise<void> {
  const now = clock.now();
  screen.socket.emit('player_heartbeat', { clock: now, ...beat });
  const seen = () => app.app.context.db.selectFrom('players').select('last_seen').where('id', '=', id).executeTakeFirst();
  await expect.poll(seen, { timeout: 20_000 }).toEqual({ last_seen: now });
}

test('what a screen says of its machine is kept once an hour, for eight days, and only while it is heard', async () => {
  const shop = await location(app, 'Saúde');
  const row = await player(app, 'Tela', shop.id);
  const gone = await player(app, 'Outra', shop.id);
  const screen = await registered(app, row.player_key);
  open.push(screen);
  expect(await history(row.id)).toEqual([]);

  const system_info = { heap_mb: 41.6, network_mbit: 9.5, network_rtt_ms: 'fast', memory_gb: 4 };
  // What it says later in the hour stands.
  screen.socket.emit('player_heartbeat', { storage: { used: 10, quota: 100 }, system_info });
  clock.advance(minute);
  await said(row.id, screen, { clock: clock.now() + 1500, storage: { used: 20, quota: 100 }, system_info });
  clock.moveTo(Date.parse('2026-03-05T13:00:00Z'));
  await expect.poll(() => history(row.id)).toHaveLength(1);
  const first = {
    at: '2026-03-05T12:00:00Z',
    storage_used: 20,
    storage_quota: 100,
    heap_mb: 42,
    network_mbit: 9.5,
    // It said no number.
    network_rtt_ms: null,
    clock_ahead_ms: 1500,
  };
  expect(await history(row.id)).toEqual([first]);
  expect(await history(gone.id)).toEqual([]);

  // Silent for an hour: no row, as there was nothing to say.
  clock.advance(hour);
  clock.advance(minute);
  await said(row.id, screen, { storage: { used: 2 ** 53, quota: 100 } });
  clock.moveTo(Date.parse('2026-03-05T15:00:00Z'));
  await expect.poll(() => history(row.id)).toHaveLength(2);
  expect((await history(row.id))[1]).toMatchObject({ at: '2026-03-05T14:00:00Z', storage_used: null, storage_quota: 100 });

  // The server is away as the hour ends: the next start keeps it.
  clock.advance(10 * minute);
  await said(row.id, screen, { storage: { used: 30, quota: 100 } });
  const { context } = app.app;
  clock.moveTo(Date.parse('2026-03-05T16:00:00Z'));
  await expect.poll(() => history(row.id)).toHaveLength(3);
  await context.db.deleteFrom('player_health').where('at', '=', Date.parse('2026-03-05T15:00:00Z')).execute();
  const next = createHealth(context, { row: () => Promise.reject(new Error('asked for nothing')) });
  next.start();
  await expect.poll(() => history(row.id)).toHaveLength(3);
  await next.close();

  clock.moveTo(Date.parse('2026-03-13T13:30:00Z'));
  await expect.poll(rows).toEqual(['2026-03-05T14:00:00Z', '2026-03-05T15:00:00Z'].map(at => ({ at: Date.parse(at), player_id: row.id })));
  await app.app.context.db.deleteFrom('players').where('id', '=', row.id).execute();
  expect(await rows()).toEqual([]);
});
