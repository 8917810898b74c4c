import type { DashboardPlayer, Player, Stats } from '@tvs/protocol';
import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDashboard } from '../../apps/server/src/features/dashboard/service.ts';
import { createPlayers } from '../../apps/server/src/features/players/service.ts';
import type { UserViewer } from '../../apps/server/src/platform/access.ts';
import { createPublishing } from '../../apps/server/src/publishing/publishing.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location, player, schedule } from '../support/make.ts';
import { type Listener, listen, registered } from '../support/socket.ts';

let app: TestApp;
const open: Listener[] = [];
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  for (const listener of open) listener.close();
  await app.close();
});

const stats = (query = '', token?: string) => app.ok<Stats>('GET', `/dashboard/stats${query}`, undefined, token);
const grid = async (query = '', token?: string) =>
  (await app.ok<{ items: DashboardPlayer[] }>('GET', `/dashboard/players${query}`, undefined, token)).items;

test('the numbers count what the viewer may see, as sockets say it at this moment', async () => {
  const [mine, theirs] = [await location(app, 'Minha'), await location(app, 'Alheia')];
  const inside = await location(app, 'Dentro', { parent_id: mine.id });
  const shown = await campaign(app, 'Aqui', [], { location_id: inside.id });
  await campaign(app, 'Lá', [], { location_id: theirs.id, is_active: false });
  await campaign(app, 'Em todo lugar');
  await schedule(app, shown.id, inside.id);
  await schedule(app, shown.id, inside.id, { is_active: false });
  const rows = [await player(app, 'Um', mine.id), await player(app, 'Dois', inside.id), await player(app, 'Três', theirs.id)];
  const watching = listen(app, { token: app.token });
  open.push(watching);
  const device = await registered(app, rows[1]?.player_key ?? '');
  open.push(device);
  const { version } = await device.next('programme_update');
  device.socket.emit('player_heartbeat', { programme_version: version, status: 'playing' });
  await watching.next('player_status', body => body.players.some(one => one.id === rows[1]?.id && one.up_to_date === true));

  const { token } = await app.user('viewer', [mine.id]);
  expect(await stats()).toMatchObject({
    players: { total: 3, online: 1, offline: 2, up_to_date: 1 },
    campaigns: { total: 3, active: 2 },
    schedules: { total: 2, active: 1 },
    locations: 3,
  });
  expect(await stats('', token)).toMatchObject({
    players: { total: 2, online: 1, offline: 1, up_to_date: 1 },
    campaigns: { total: 2, active: 2 },
    schedules: { total: 2, active: 1 },
    locations: 2,
  });
  expect((await stats(`?location_id=${theirs.id}`)).players).toEqual({ total: 1, online: 0, offline: 1, up_to_date: 0 });
  expect((await app.api('GET', `/dashboard/stats?location_id=${theirs.id}`, undefined, token)).status).toBe(404);

  expect((await grid()).map(one => one.name)).toEqual(['Um', 'Três', 'Dois']);
  expect((await grid('', token)).map(one => one.name)).toEqual(['Um', 'Dois']);
  expect((await grid(`?location_id=${inside.id}`)).map(one => one.name)).toEqual(['Dois']);
  expect((await app.api('GET', `/dashboard/players?location_id=${theirs.id}`, undefined, token)).status).toBe(404);
  // The grid says what the player's own page says.
  const whole = await app.ok<Player>('GET', `/players/${rows[1]?.id}`);
  const [slim] = await grid(`?location_id=${inside.id}`);
  expect(whole).toMatchObject({ ...slim });
  expect(slim).toMatchObject({ status: 'online', playback: 'playing', up_to_date: true });
  // The database hears of a version some seconds later; the numbers don't wait.
  device.socket.emit('player_heartbeat', { programme_version: 'older' });
  await watching.next('player_status', body => body.players.some(one => one.id === rows[1]?.id && one.up_to_date === false));
  expect((await stats()).players.up_to_date).toBe(0);
});

test.each([10, 1000])('with %i players more it asks the database as often', async count => {
  const { context } = app.app;
  const statements: string[] = [];
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = { ...context, db: context.db.withPlugin(counting) };
  const publishing = createPublishing(counted);
  const players = createPlayers(counted, { presence: { get: () => undefined }, publishing });
  const dashboard = createDashboard(counted, players, publishing);
  const viewer: UserViewer = { kind: 'user', user_id: 1, username: 'admin', role: 'admin', locations: 'all', session: null, until: null };
  const { id } = await location(app, `Grande ${count}`);
  const standard = { location_id: id, device_type: 'web', system_info: '{}', search: '', created_at: 1, updated_at: 1 };
  const many = Array.from({ length: count }, (_, i) => ({ ...standard, name: `Tela ${i}`, player_key_hash: `${count}-${i}` }));
  for (let from = 0; from < count; from += 500)
    await context.db
      .insertInto('players')
      .values(many.slice(from, from + 500))
      .execute();
  await publishing.tree();
  statements.length = 0;
  expect((await dashboard.stats(viewer, id)).players.total).toBe(count);
  expect(statements.length).toBe(5);
  statements.length = 0;
  expect(await dashboard.players(viewer, id)).toHaveLength(count);
  expect(statements.length).toBe(1);
  await publishing.close();
  await sql`delete from players where location_id = ${id}`.execute(context.db);
});
