import type { Alert, AuditEntry, Campaign, Content, Player, Stats } from '@tvs/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { alerts as alertsMigration } from '../../apps/server/src/database/migrations/0004-alerts.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, content, location, picture, player, schedule, video } from '../support/make.ts';
import { type Listener, listen, registered } from '../support/socket.ts';

const minute = 60_000;
const clock = testClock('2026-03-05T12:00:00Z');
let app: TestApp;
let watching: Listener;
let card: number;
const open: Listener[] = [];

beforeAll(async () => {
  app = await startApp({ clock });
  card = (await content(app, 'cartaz.png', await picture('teal'))).id;
  clock.advance(3 * minute);
  watching = await consoleOf(app.token);
});
afterEach(async () => {
  for (const listener of open.splice(0)) listener.close();
  // A day of tokens is soon over when the clock is moved.
  app.token = await app.login('admin', 'correct horse battery');
});
afterAll(async () => {
  watching.close();
  await app.close();
});

async function consoleOf(token: string): Promise<Listener> {
  const listener = listen(app, { token });
  await new Promise<void>((resolve, reject) => {
    listener.socket.once('connect', resolve);
    listener.socket.once('connect_error', reject);
  });
  return listener;
}

/** A place where something is always on. */
async function shop(name: string) {
  const always = await campaign(app, `Sempre ${name}`, [card]);
  return location(app, name, { default_campaign_id: always.id });
}

async function screenAt(location_id: number, name = 'Tela') {
  const row = await player(app, name, location_id);
  const device = await registered(app, row.player_key);
  open.push(device);
  return { row, device };
}

type Subject = { player_id: number } | { content_id: number } | { location_id: number };
/** The console hears that the alert was raised or cleared. */
const told = (code: 'alert_raised' | 'alert_cleared', kind: string, subject: Subject, listener = watching) =>
  listener.next('notification', body => {
    const [name = '', id] = Object.entries(subject)[0] ?? [];
    return body.code === code && body.params.kind === kind && body.params[name] === id;
  });

const list = async (query: string, token?: string) =>
  (await app.ok<{ items: Alert[] }>('GET', `/dashboard/alerts?${query}`, undefined, token)).items;

/** The player says that it goes, and the server has heard it. */
async function leave({ row, device }: Awaited<ReturnType<typeof screenAt>>): Promise<void> {
  device.close();
  await watching.next('player_status', body => body.players.some(one => one.id === row.id && one.status === 'offline'));
}

test('a player that stays away raises an alert; a manager takes care; back again, it is cleared and remembers who', async () => {
  const here = await shop('Loja');
  const manager = await app.user('manager', [here.id]);
  const screen = await screenAt(here.id, 'Vitrine');
  const { row } = screen;
  await leave(screen);
  clock.advance(5 * minute);
  const notification = await told('alert_raised', 'player_offline', { player_id: row.id });
  expect(notification).toMatchObject({ level: 'error', title: 'Vitrine', params: { location_id: here.id, count: 1 } });

  const [alert] = await list(`player_id=${row.id}`);
  expect(alert).toMatchObject({ kind: 'player_offline', title: 'Vitrine', location_id: here.id, acknowledged_at: null, cleared_at: null });
  const acknowledged = await app.ok<Alert>('POST', `/dashboard/alerts/${alert?.id}/acknowledge`, undefined, manager.token);
  expect(acknowledged).toMatchObject({ acknowledged_by: manager.id, cleared_at: null });
  expect(Date.parse(acknowledged.updated_at)).toBeGreaterThan(Date.parse(alert?.updated_at ?? ''));
  const again = await app.ok<Alert>('POST', `/dashboard/alerts/${alert?.id}/acknowledge`);
  expect(again).toEqual(acknowledged);
  const trail = await app.ok<{ items: AuditEntry[] }>('GET', `/audit?resource=alert&resource_id=${alert?.id}`);
  expect(trail.items).toMatchObject([
    { action: 'acknowledge', user_id: manager.id, location_id: here.id, title: 'Vitrine', before: alert, after: acknowledged },
  ]);

  open.push(await registered(app, row.player_key));
  await told('alert_cleared', 'player_offline', { player_id: row.id });
  expect(await list(`player_id=${row.id}`)).toEqual([]);
  const [cleared] = await list(`player_id=${row.id}&state=cleared`);
  expect(cleared).toMatchObject({ id: alert?.id, acknowledged_by: manager.id, cleared_at: '2026-03-05T12:08:00Z' });
  expect((await app.api('POST', `/dashboard/alerts/${alert?.id}/acknowledge`)).status).toBe(409);
});

test('acknowledging can be taken back, and is a state to ask for', async () => {
  const here = await shop('Estados');
  const row = await player(app, 'Nunca ligada', here.id);
  clock.advance(5 * minute);
  await told('alert_raised', 'player_offline', { player_id: row.id });
  const [alert] = await list(`location_id=${here.id}`);
  const found = async (state: string) => (await list(`location_id=${here.id}&state=${state}`)).length;
  const states = async () => [
    await found('open'),
    await found('unacknowledged'),
    await found('acknowledged'),
    await found('cleared'),
    await found('all'),
  ];
  expect(await states()).toEqual([1, 1, 0, 0, 1]);
  await app.ok('POST', `/dashboard/alerts/${alert?.id}/acknowledge`);
  expect(await states()).toEqual([1, 0, 1, 0, 1]);
  expect(await app.ok<Alert>('POST', `/dashboard/alerts/${alert?.id}/unacknowledge`)).toMatchObject({
    acknowledged_at: null,
    acknowledged_by: null,
  });
  expect(await states()).toEqual([1, 1, 0, 0, 1]);
  await app.ok('DELETE', `/players/${row.id}`);
  await told('alert_cleared', 'player_offline', { player_id: row.id });
  expect(await states()).toEqual([0, 0, 0, 1, 1]);
});

test('an alert is known to those who may see its location, and to nobody else', async () => {
  const [mine, theirs] = [await shop('Minha'), await shop('Alheia')];
  const manager = await app.user('manager', [mine.id]);
  const viewer = await app.user('viewer', [mine.id]);
  const own = await consoleOf(manager.token);
  open.push(own);
  const hidden = await player(app, 'Tela alheia', theirs.id);
  const shown = await player(app, 'Tela minha', mine.id);
  clock.advance(5 * minute);
  await told('alert_raised', 'player_offline', { player_id: hidden.id });
  await told('alert_raised', 'player_offline', { player_id: shown.id }, own);
  expect(JSON.stringify(own.heard('notification'))).not.toContain('alheia');

  const titles = async (token: string) =>
    (await list('kind=player_offline', token)).map(alert => alert.title).sort((a, b) => a.localeCompare(b));
  expect(await titles(manager.token)).toEqual(['Tela minha']);
  expect(await titles(viewer.token)).toEqual(['Tela minha']);
  expect((await app.api('GET', `/dashboard/alerts?location_id=${theirs.id}`, undefined, manager.token)).status).toBe(404);
  expect(await list(`player_id=${hidden.id}`, manager.token)).toEqual([]);
  const [theirAlert] = await list(`location_id=${theirs.id}`);
  const [myAlert] = await list(`location_id=${mine.id}`);
  for (const action of ['acknowledge', 'unacknowledge']) {
    expect((await app.api('POST', `/dashboard/alerts/${theirAlert?.id}/${action}`, undefined, manager.token)).status).toBe(404);
    expect((await app.api('POST', `/dashboard/alerts/${myAlert?.id}/${action}`, undefined, viewer.token)).status).toBe(403);
  }
  const count = async (token?: string) => (await app.ok<Stats>('GET', '/dashboard/stats', undefined, token)).alerts;
  expect(await count(viewer.token)).toEqual({ open: 1, unacknowledged: 1 });
  await app.ok('POST', `/dashboard/alerts/${myAlert?.id}/acknowledge`);
  expect(await count(viewer.token)).toEqual({ open: 1, unacknowledged: 0 });
  expect((await count()).open).toBeGreaterThan(1);

  // It goes where its player goes.
  await app.ok('PATCH', `/players/${hidden.id}`, { location_id: mine.id });
  await expect.poll(() => titles(viewer.token), { timeout: 20_000 }).toEqual(['Tela alheia', 'Tela minha']);
});

test('a player that keeps an older programme is behind, until it takes the newest', async () => {
  const here = await shop('Atrasada');
  const { row, device } = await screenAt(here.id);
  const { version } = await device.next('programme_update');
  device.socket.emit('player_heartbeat', { programme_version: version });
  await watching.next('player_status', body => body.players.some(one => one.id === row.id && one.up_to_date === true));
  await schedule(app, (await campaign(app, 'Nova')).id, here.id);
  const newest = await device.next('programme_update', body => body.version !== version);
  await watching.next('player_status', body => body.players.some(one => one.id === row.id && one.up_to_date === false));
  // Its count begins with the look that finds it behind; a heartbeat that says so again is looked at after that.
  await expect
    .poll(
      async () => {
        clock.advance(15 * minute);
        return (await list(`player_id=${row.id}`)).map(alert => alert.kind);
      },
      { timeout: 20_000 },
    )
    .toEqual(['player_behind']);
  device.socket.emit('player_heartbeat', { programme_version: newest.version });
  await told('alert_cleared', 'player_behind', { player_id: row.id });
});

test('what a heartbeat measures raises and clears: storage that runs out, a clock that is wrong', async () => {
  const here = await shop('Medida');
  const { row, device } = await screenAt(here.id);
  device.socket.emit('player_heartbeat', { clock: clock.now() + 45_000, storage: { used: 95, quota: 100 } });
  const storage = await told('alert_raised', 'player_storage', { player_id: row.id });
  expect(storage).toMatchObject({ level: 'warning', params: { free_percent: 5 } });
  expect((await told('alert_raised', 'player_clock', { player_id: row.id })).params).toMatchObject({ seconds: 45 });
  device.socket.emit('player_heartbeat', { clock: clock.now() + 1000, storage: { used: 20, quota: 100 } });
  await told('alert_cleared', 'player_storage', { player_id: row.id });
  await told('alert_cleared', 'player_clock', { player_id: row.id });
});

test('a file that can not be shown raises an alert that everyone sees, until it is removed', async () => {
  const viewer = await app.user('viewer', [(await shop('Qualquer')).id]);
  const bytes = await video(1);
  const broken: Content = await content(app, 'cortado.mp4', bytes.subarray(0, bytes.length / 2));
  expect(broken.status).toBe('failed');
  await told('alert_raised', 'content_failing', { content_id: broken.id });
  const found = await list('kind=content_failing', viewer.token);
  expect(found).toMatchObject([
    { content_id: broken.id, location_id: null, title: broken.title, params: { detail: broken.status_detail } },
  ]);
  await app.ok('DELETE', `/content/${broken.id}`);
  await told('alert_cleared', 'content_failing', { content_id: broken.id });
});

test('a place with screens and nothing on is empty: at once, at an edge of the schedule, and not with a default campaign', async () => {
  const here = await location(app, 'Vazia');
  const row = await player(app, 'Tela', here.id);
  await told('alert_raised', 'location_empty', { location_id: here.id });
  const shown = await campaign(app, 'Hoje', [card]);
  await schedule(app, shown.id, here.id, { end_date: '2026-03-05', start_time: '00:00', end_time: '20:00' });
  await told('alert_cleared', 'location_empty', { location_id: here.id });
  // 20:00 in São Paulo.
  clock.moveTo(Date.parse('2026-03-05T23:00:00Z'));
  await told('alert_raised', 'location_empty', { location_id: here.id });
  await app.ok('PATCH', '/settings', { default_campaign_id: shown.id });
  await told('alert_cleared', 'location_empty', { location_id: here.id });
  await app.ok('PATCH', '/settings', { default_campaign_id: null });
  await told('alert_raised', 'location_empty', { location_id: here.id });

  // A default campaign whose dates are over leaves the screens as empty, for another reason.
  const items = (valid_until: string | null) => ({ items: [{ content_id: card, valid_until }] });
  const base = await app.ok<Campaign>('POST', '/campaigns', { name: 'Natal', ...items('2026-03-05') });
  await app.ok('PATCH', `/locations/${here.id}`, { default_campaign_id: base.id });
  await told('alert_cleared', 'location_empty', { location_id: here.id });
  // Midnight in São Paulo.
  clock.moveTo(Date.parse('2026-03-06T03:00:00Z'));
  app.token = await app.login('admin', 'correct horse battery');
  const raised = await told('alert_raised', 'location_empty', { location_id: here.id });
  expect(raised.params).toMatchObject({ campaign_id: base.id, campaign: 'Natal' });
  await app.ok('PATCH', `/campaigns/${base.id}`, items(null));
  await told('alert_cleared', 'location_empty', { location_id: here.id });
  await app.ok('PATCH', `/campaigns/${base.id}`, items('2026-03-05'));
  await told('alert_raised', 'location_empty', { location_id: here.id });
  await app.ok('DELETE', `/players/${row.id}`);
  await told('alert_cleared', 'location_empty', { location_id: here.id });
});

test('a rule that is switched off clears its alerts', async () => {
  const row = await player(app, 'Desligada', (await shop('Regra')).id);
  clock.advance(5 * minute);
  await told('alert_raised', 'player_offline', { player_id: row.id });
  await app.ok('PATCH', '/settings', { alerts: { player_offline: { enabled: false } } });
  await expect.poll(() => list('kind=player_offline'), { timeout: 20_000 }).toEqual([]);
  await app.ok('PATCH', '/settings', { alerts: { player_offline: { enabled: true } } });
  await told('alert_raised', 'player_offline', { player_id: row.id });
});

test('the list is paged and sorted, and refuses what it does not know', async () => {
  const first = await app.ok<{ items: Alert[]; total: number }>('GET', '/dashboard/alerts?state=all&sort=raised_at&per_page=2&page=1');
  const second = await app.ok<{ items: Alert[]; total: number }>('GET', '/dashboard/alerts?state=all&sort=raised_at&per_page=2&page=2');
  const ids = [...first.items, ...second.items].map(alert => alert.id);
  expect(new Set(ids).size).toBe(4);
  expect(first.total).toBeGreaterThan(4);
  for (const query of ['sort=params', 'state=closed', 'kind=fire', 'q=x', 'player_id=0']) {
    expect([400, 422], query).toContain((await app.api('GET', `/dashboard/alerts?${query}`)).status);
  }
  expect((await app.api('GET', '/dashboard/alerts?location_id=987654')).status).toBe(404);
});

test('the database itself refuses a second open alert of the same kind and subject', async () => {
  const { db, dialect } = app.app.context;
  const values = { kind: 'player_clock', player_id: 5, params: '{}', raised_at: 1, open_key: 'player_clock:player:5' };
  await db.insertInto('alerts').values(values).execute();
  await expect(db.insertInto('alerts').values(values).execute()).rejects.toThrow(/unique|duplicate/i);
  await db.deleteFrom('alerts').where('open_key', '=', values.open_key).execute();
  // A migration that was killed is run again from its start.
  await alertsMigration(dialect).up(db);
});

test('a restart forgets nothing, and raises nothing for players that are only coming back', async () => {
  const here = await shop('Reinício');
  const gone = await player(app, 'Sumida', here.id);
  clock.advance(5 * minute);
  await told('alert_raised', 'player_offline', { player_id: gone.id });
  const before = await list(`location_id=${here.id}`);
  const { row } = await screenAt(here.id, 'Ligada');
  watching.close();
  await app.stop();
  clock.advance(30 * minute);
  app = await app.restart();
  watching = await consoleOf(app.token);
  // Something later than the first look.
  clock.advance(minute);
  await told('alert_raised', 'location_empty', { location_id: await emptyPlace() });
  expect(await list(`location_id=${here.id}`)).toEqual(before);
  clock.advance(minute);
  await told('alert_raised', 'player_offline', { player_id: row.id });
  const { last_seen } = await app.ok<Player>('GET', `/players/${row.id}`);
  expect(await list(`player_id=${row.id}`)).toMatchObject([{ params: { since: last_seen } }]);
});

async function emptyPlace(): Promise<number> {
  const here = await location(app, 'Sem nada');
  await player(app, 'Tela', here.id);
  return here.id;
}
