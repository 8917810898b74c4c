import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KyselyPlugin } from 'kysely';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAuth } from '../../apps/server/src/features/auth/service.ts';
import { createPublishing, type Publishing } from '../../apps/server/src/publishing/publishing.ts';
import { createRealtime, type Realtime, type RealtimeParts } from '../../apps/server/src/realtime/gateway.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location, player, schedule } from '../support/make.ts';
import { type Listener, listen, registered } from '../support/socket.ts';

/** A second door to the same server, on a port of its own, that is less patient; and what it asks of the database. */
interface Door {
  app: TestApp;
  realtime: Realtime;
  publishing: Publishing;
  statements: string[];
  /** Runs once, when a player's key has been looked up and before whoever asked hears the answer. */
  interrupt: (() => Promise<void>) | null;
  close(): Promise<void>;
}

let app: TestApp;
let door: Door;
const open: Listener[] = [];

beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => {
  for (const listener of open.splice(0)) listener.close();
  await door.close();
});
afterAll(() => app.close());

async function openDoor(timing: RealtimeParts['timing'], auth?: Partial<RealtimeParts['auth']>): Promise<Door> {
  const statements: string[] = [];
  const lookups = new WeakSet<object>();
  const counting: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(node.kind);
      if (JSON.stringify(node).includes('player_key_hash')) lookups.add(queryId);
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      if (!lookups.has(queryId)) return result;
      const { interrupt } = door;
      door.interrupt = null;
      await interrupt?.();
      return result;
    },
  };
  const context = { ...app.app.context, db: app.app.context.db.withPlugin(counting) };
  const server: Server = createServer((_, response) => response.writeHead(404).end());
  const publishing = createPublishing(context);
  const realtime = createRealtime(context, {
    server,
    publishing,
    auth: { ...createAuth(context, publishing), ...auth },
    timing: timing ?? {},
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  door = {
    app: { ...app, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    realtime,
    publishing,
    statements,
    interrupt: null,
    async close() {
      await realtime.close();
      await publishing.close();
      server.close();
      server.closeAllConnections();
    },
  };
  return door;
}

/** Looks again until it is as expected. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 10 });

/** The socket's own event, once. */
const event = (socket: Socket, name: 'connect' | 'disconnect' | 'connect_error') =>
  new Promise<unknown>(resolve => socket.once(name, resolve));

function kept<T extends Listener>(listener: T): T {
  open.push(listener);
  return listener;
}

async function screen(name: string) {
  const shop = await location(app, name);
  const row = await player(app, name, shop.id);
  const device = kept(await registered(door.app, row.player_key));
  await device.next('campaign_update');
  return { shop, row, device };
}

async function watching(): Promise<Listener> {
  const listener = kept(listen(door.app, { token: app.token }));
  await event(listener.socket, 'connect');
  return listener;
}

const became = (console: Listener, id: number, status: 'online' | 'offline') =>
  console.next('player_status', body => body.players.some(one => one.id === id && one.status === status));

/** Settles once the server has handled what this socket sent before. */
async function handled({ socket, next }: Listener, player_key: string): Promise<void> {
  socket.emit('player_register', { player_key });
  await next('register_success');
}

test('a socket that neither registers nor signs in is closed', async () => {
  await openDoor({ register: 1000 });
  const stranger = kept(listen(door.app));
  const closed = event(stranger.socket, 'disconnect');
  expect((await stranger.next('register_error')).code).toBe('timeout');
  await closed;
});

test('one that registered in time stays', async () => {
  await openDoor({ register: 1500 });
  const { row, device } = await screen('Em tempo');
  const stranger = kept(listen(door.app));
  await stranger.next('register_error');
  await handled(device, row.player_key);
});

test('a player that says goodbye is offline at once, whatever the grace', async () => {
  await openDoor({ grace: 600_000, consoles: 5 });
  const console = await watching();
  const { row, device } = await screen('Adeus');
  await became(console, row.id, 'online');
  device.close();
  await became(console, row.id, 'offline');
  expect(door.realtime.presence.get(row.id)).toMatchObject({ status: 'offline', playback: null });
});

test('a player whose connection is lost is offline when it is not back in time, and never was when it is', async () => {
  await openDoor({ grace: 1500, consoles: 5 });
  const console = await watching();
  const [back, away] = [await screen('Volta'), await screen('Fica fora')];
  await became(console, away.row.id, 'online');
  const from = performance.now();
  for (const { device } of [back, away]) {
    const lost = event(device.socket, 'disconnect');
    // As when the network goes: the transport ends without a word.
    device.socket.io.engine.close();
    await lost;
  }
  kept(await registered(door.app, back.row.player_key));
  await became(console, away.row.id, 'offline');
  expect(performance.now() - from).toBeGreaterThan(1400);
  const told = console.heard('player_status').flatMap(body => body.players.filter(one => one.id === back.row.id));
  expect(told.map(one => one.status)).not.toContain('offline');
  expect(door.realtime.presence.get(back.row.id)?.status).toBe('online');
});

test('a player that is connected but silent for two and a half intervals is sent away; one that speaks is not', async () => {
  // 30 s × 0.05 = 1.5 s.
  await openDoor({ missedHeartbeats: 0.05, sweep: 20, consoles: 5 });
  const console = await watching();
  const [silent, lively] = [await screen('Calada'), await screen('Falante')];
  const talking = setInterval(() => lively.device.socket.emit('player_heartbeat', {}), 50);
  const closed = event(silent.device.socket, 'disconnect');
  await became(console, silent.row.id, 'offline');
  await closed;
  clearInterval(talking);
  expect(lively.device.socket.connected).toBe(true);
  expect(door.realtime.presence.get(lively.row.id)?.status).toBe('online');
});

test('heartbeats cost the database nothing; what they say is written in bulk', async () => {
  await openDoor({ flush: 3_600_000, flushSoon: 1 });
  const shop = await location(app, 'Frota');
  const rows = await Promise.all(Array.from({ length: 20 }, (_, i) => player(app, `F${i}`, shop.id)));
  const fleet = await Promise.all(rows.map(async row => kept(await registered(door.app, row.player_key))));
  const version = door.publishing.version(shop.id);
  const stored = () =>
    app.app.context.db
      .selectFrom('players')
      .select(['id', 'current_content_id', 'status'])
      .where('location_id', '=', shop.id)
      .orderBy('current_content_id')
      .execute();
  await eventually(async () => (await stored()).filter(row => row.status === 'online')).toHaveLength(20);
  // Each socket's messages are taken in order: when the last is seen in memory, all before it are done.
  const beats = async (from: number, to: number) => {
    for (const [i, { socket }] of fleet.entries())
      for (let n = from; n <= to; n++)
        socket.emit('player_heartbeat', {
          status: 'playing',
          current_content_id: i * 100 + n,
          system_info: { n },
          programme_version: version,
        });
    await eventually(() => rows.every((row, i) => door.realtime.presence.get(row.id)?.current_content_id === i * 100 + to)).toBe(true);
  };
  await beats(1, 1);
  const before = door.statements.length;
  await beats(2, 30);
  expect(door.statements.slice(before)).toEqual([]);

  await door.realtime.close();
  expect(door.statements.slice(before)).toEqual(['RawNode']);
  expect(await stored()).toEqual(rows.map((row, i) => ({ id: row.id, current_content_id: i * 100 + 30, status: 'offline' })));
});

test('who came and who went is in the database soon, without waiting for the next bulk write', async () => {
  await openDoor({ flush: 3_600_000, flushSoon: 10, grace: 10 });
  const { row, device } = await screen('Entra e sai');
  const status = async () =>
    (await app.app.context.db.selectFrom('players').select('status').where('id', '=', row.id).executeTakeFirst())?.status;
  await eventually(status).toBe('online');
  device.close();
  await eventually(status).toBe('offline');
});

test('a heartbeat that names another programme brings the newest again, ever more seldom', async () => {
  await openDoor({ resend: 30 });
  const { row, device } = await screen('Atrasada');
  const { version } = await device.next('programme_update');
  const sent = () => device.heard('programme_update').length;
  device.socket.emit('player_heartbeat', { programme_version: version });
  await handled(device, row.player_key);
  const held = sent();
  // Right after it was sent it may be on its way.
  device.socket.emit('player_heartbeat', { programme_version: 'older' });
  await handled(device, row.player_key);
  const says = setInterval(() => device.socket.emit('player_heartbeat', { programme_version: 'older' }), 5);
  const from = performance.now();
  await eventually(sent).toBeGreaterThan(held + 1);
  const heard = device.heard('programme_update').at(-1);
  clearInterval(says);
  expect(heard?.version).toBe(version);
  expect(performance.now() - from).toBeGreaterThan(30);
});

test('a socket that floods is not heard, and closed if it goes on', async () => {
  await openDoor({});
  const { row, device } = await screen('Enchente');
  for (let n = 1; n <= 100; n++) device.socket.emit('player_heartbeat', { current_content_id: n });
  const other = await screen('Calma');
  expect(other.device.socket.connected).toBe(true);
  await eventually(() => door.realtime.presence.get(row.id)?.current_content_id).toBeGreaterThan(40);
  expect(door.realtime.presence.get(row.id)?.current_content_id).toBeLessThan(100);
  const closed = event(device.socket, 'disconnect');
  for (let n = 1; n <= 400; n++) device.socket.emit('player_heartbeat', { current_content_id: n });
  await closed;
});

test('consoles hear of many changes together', async () => {
  await openDoor({ consoles: 1000 });
  const console = await watching();
  const { row, device } = await screen('Rápida');
  await became(console, row.id, 'online');
  const before = console.heard('player_status').length;
  for (let n = 1; n <= 40; n++) device.socket.emit('player_heartbeat', { current_content_id: n });
  await console.next('player_status', body => body.players.some(one => one.current_content_id === 40));
  expect(console.heard('player_status').length - before).toBeLessThanOrEqual(2);
});

// SQLite's one connection lets nobody write between a read and its answer.
const moments = ['while its token is made', ...(process.env.TVS_TEST_DATABASE === 'mariadb' ? ['before it has its place'] : [])];

test.each(moments)('a key that is renewed %s does not get in', async moment => {
  let renew = async () => {};
  await openDoor({}, { playerToken: async () => renew().then(() => ({ token: 'x', expires_in: 60 })) });
  const { row } = await screen('Corrida');
  const device = kept(listen(door.app));
  await event(device.socket, 'connect');
  const renewing = async () => {
    await app.ok('POST', `/players/${row.id}/key`);
  };
  if (moment === 'while its token is made') renew = renewing;
  else door.interrupt = renewing;
  const closed = event(device.socket, 'disconnect');
  device.socket.emit('player_register', { player_key: row.player_key });
  expect((await device.next('register_error')).code).toBe('revoked');
  await closed;
  expect(device.heard('register_success')).toEqual([]);
});

test('a player that is moved while it registers gets its new location’s programme, and hears that location', async () => {
  await openDoor({});
  const to = await location(app, 'Nova');
  const { row } = await screen('Em mudança');
  const { programme } = door.publishing;
  let moving = true;
  door.publishing.programme = async id => {
    const published = await programme.call(door.publishing, id);
    if (moving) {
      moving = false;
      await app.ok('PATCH', `/players/${row.id}`, { location_id: to.id });
    }
    return published;
  };
  const device = kept(listen(door.app));
  device.socket.emit('player_register', { player_key: row.player_key });
  await device.next('programme_update', body => body.location.id === to.id);
  const news = await campaign(app, 'Notícia');
  await schedule(app, news.id, to.id);
  await device.next('campaign_update', body => body.campaign?.name === 'Notícia');
});

test('a command that two nodes would send goes out once', async () => {
  await openDoor({});
  const { row, device } = await screen('Dois nós');
  const other = kept(await registered(app, row.player_key));
  for (let n = 0; n < 5; n++) await app.ok('POST', `/players/${row.id}/command`, { command: 'next' });
  const sent = () => [...device.heard('player_command'), ...other.heard('player_command')].map(command => command.id);
  await eventually(sent).toHaveLength(5);
  for (const each of [device, other]) await handled(each, row.player_key);
  expect(new Set(sent()).size).toBe(5);
  expect(sent()).toHaveLength(5);
});

test('a console whose token has ended is signed out at the next look', async () => {
  await openDoor({ recheck: 30 });
  const { token } = await app.user('viewer');
  const console = kept(listen(door.app, { token }));
  await event(console.socket, 'connect');
  const closed = event(console.socket, 'disconnect');
  // Behind the bus's back: as when it expires, or another node revoked it.
  await app.app.context.db
    .updateTable('users')
    .set(eb => ({ token_version: eb('token_version', '+', 1) }))
    .where('role', '=', 'viewer')
    .execute();
  await closed;
});

test('after a failure here the player is told, and lives to try again', async () => {
  let broken = true;
  await openDoor(
    { register: 600_000 },
    {
      playerToken: async () => {
        if (broken) throw new Error('no luck');
        return { token: 'x', expires_in: 60 };
      },
    },
  );
  const shop = await location(app, 'Azar');
  const row = await player(app, 'Azar', shop.id);
  const device = kept(listen(door.app));
  const closed = event(device.socket, 'disconnect');
  device.socket.emit('player_register', { player_key: row.player_key });
  expect(await device.next('register_error')).toMatchObject({ code: 'server_error' });
  await closed;
  broken = false;
  kept(await registered(door.app, row.player_key));
});
