import type { Location, User } from '@tvs/protocol';
import { migrate } from '@tvs/server/migrate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location, schedule, upload } from '../support/make.ts';
import { listen } from '../support/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const statuses = async (calls: Promise<{ status: number }>[]) =>
  (await Promise.all(calls)).map(answer => answer.status).sort((a, b) => a - b);

test('two administrators who demote each other at once leave one', async () => {
  const other = await app.user('admin');
  const me = await app.ok<User>('GET', '/auth/me');
  await statuses([
    app.api('PATCH', `/users/${me.id}`, { role: 'viewer' }, other.token),
    app.api('PATCH', `/users/${other.id}`, { role: 'viewer' }),
  ]);
  const rows = await app.app.context.db.selectFrom('users').select('username').where('role', '=', 'admin').execute();
  expect(rows.length).toBeGreaterThan(0);
  await app.app.context.db.updateTable('users').set({ role: 'admin' }).where('id', '=', me.id).execute();
  app.token = await app.login('admin', 'correct horse battery');
});

test('two locations that move below each other at once make no circle', async () => {
  const [x, y] = [await location(app, 'X'), await location(app, 'Y')];
  const found = await statuses([
    app.api('PATCH', `/locations/${x.id}`, { parent_id: y.id }),
    app.api('PATCH', `/locations/${y.id}`, { parent_id: x.id }),
  ]);
  expect(found).toEqual([200, 422]);
  const tree = await app.ok<{ items: Location[] }>('GET', '/locations');
  expect(tree.items.filter(item => [x.id, y.id].includes(item.id) && item.parent_id === null)).toHaveLength(1);
});

test('of schedules of equal rank that are saved at once, one is refused', async () => {
  const shop = await location(app, 'Corrida');
  const bodies = await Promise.all(
    ['A', 'B', 'C'].map(async name => ({ campaign_id: (await campaign(app, name)).id, location_id: shop.id, start_date: '2030-01-01' })),
  );
  expect(await statuses(bodies.map(body => app.api('POST', '/schedules', body)))).toEqual([201, 409, 409]);
});

test('of twelve users of one name created at once, one is made and the others are told that it is taken', async () => {
  const body = { username: 'gemeo', email: 'gemeo@example.com', password: 'correct horse battery' };
  const found = await statuses(Array.from({ length: 12 }, () => app.api('POST', '/users', body)));
  expect(found).toEqual([201, ...Array(11).fill(409)]);
});

test('wrong passwords sent at once are limited as those one after the other', async () => {
  const { username } = await app.user('viewer');
  const found = await statuses(
    Array.from({ length: 25 }, () => app.api('POST', '/auth/login', { username, password: 'wrong password' }, null)),
  );
  expect(found.filter(status => status === 401)).toHaveLength(10);
});

test('a manager of one place neither learns of nor takes what belongs elsewhere', async () => {
  const [mine, theirs] = [await location(app, 'Minha'), await location(app, 'Deles')];
  const { token } = await app.user('manager', [mine.id]);
  const secret = await campaign(app, 'Segredo', [], { location_id: theirs.id });
  await schedule(app, secret.id, theirs.id);
  const shared = await campaign(app, 'De todos');
  const check = await app.ok<{ conflicts: unknown[] }>(
    'POST',
    '/schedules/check',
    { campaign_id: shared.id, start_date: '2026-01-01' },
    token,
  );
  expect(check.conflicts).toEqual([]);
  expect((await app.api('PATCH', `/campaigns/${shared.id}`, { location_id: mine.id }, token)).status).toBe(403);

  const [watcher, admin] = [listen(app, { token }), listen(app, { token: app.token })];
  await Promise.all([watcher, admin].map(one => new Promise<void>(resolve => one.socket.on('connect', resolve))));
  await app.user('viewer');
  await admin.next('activity', body => body.resource === 'user');
  await campaign(app, 'Ouvida por todos');
  await watcher.next('activity', body => body.resource === 'campaign');
  expect(watcher.heard('activity').map(body => body.resource)).not.toContain('user');
  watcher.close();
  admin.close();
});

test('a page made to stall the check of its beginning is refused at once', async () => {
  const answer = await upload(app, 'evil.html', Buffer.from(`${'<!---->'.repeat(500)}x`));
  expect(answer.status).toBe(415);
});

test('a migration that was killed half-way runs again', async () => {
  const { db, dialect } = app.app.context;
  // Of each of them everything is there already.
  const { rows } = await sql<{ name: string }>`select name from kysely_migration where name > '0002' order by name`.execute(db);
  await sql`delete from kysely_migration where name > '0002'`.execute(db);
  expect(await migrate(db, dialect)).toEqual(rows.map(row => row.name));
});
