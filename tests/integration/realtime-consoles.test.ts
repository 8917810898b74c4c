import type { Player } from '@tvs/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

/** The socket's own event, once. */
const event = (socket: Socket, name: 'connect' | 'disconnect' | 'connect_error') =>
  new Promise<unknown>(resolve => socket.once(name, resolve));

function kept<T extends Listener>(listener: T): T {
  open.push(listener);
  return listener;
}

async function screenAt(location_id: number, name = 'Tela') {
  const row = await player(app, name, location_id);
  const device = kept(await registered(app, row.player_key));
  await device.next('campaign_update');
  return { row, device };
}

async function consoleOf(token: string): Promise<Listener> {
  const listener = kept(listen(app, { token }));
  await new Promise<void>((resolve, reject) => {
    listener.socket.once('connect', resolve);
    listener.socket.once('connect_error', reject);
  });
  return listener;
}

describe('a console', () => {
  test('without a token that counts is refused', async () => {
    for (const token of ['nonsense', '']) {
      const listener = kept(listen(app, { token }));
      const error = (await event(listener.socket, 'connect_error')) as Error & { data?: { code: string } };
      expect(error.data?.code).toBe('dead_token');
    }
  });

  test('hears of the players, commands and edits of its own locations, and of no others', async () => {
    const [mine, theirs] = [await location(app, 'Minha'), await location(app, 'Alheia')];
    const inside = await location(app, 'Dentro', { parent_id: mine.id });
    const { token } = await app.user('manager', [mine.id]);
    const [own, every] = [await consoleOf(token), await consoleOf(app.token)];
    const hidden = await screenAt(theirs.id, 'Alheia');
    const shown = await screenAt(inside.id, 'Minha');
    for (const { row } of [hidden, shown]) {
      await app.ok('POST', `/players/${row.id}/command`, { command: 'identify' });
      await every.next('player_status_update', body => body.player_id === row.id && body.status === 'sent');
      await every.next('activity', body => body.resource === 'player' && body.resource_id === row.id);
    }
    await every.next('player_status', body => body.players.some(one => one.id === hidden.row.id && one.status === 'online'));
    const status = await own.next('player_status', body => body.players.some(one => one.id === shown.row.id));
    expect(status.players).toMatchObject([{ id: shown.row.id, name: 'Minha', location_id: inside.id, status: 'online', up_to_date: null }]);
    await own.next('player_status_update', body => body.player_id === shown.row.id && body.status === 'sent');
    await own.next('activity', body => body.resource_id === shown.row.id);
    const heard = JSON.stringify([own.heard('player_status'), own.heard('player_status_update'), own.heard('activity')]);
    expect(heard).toContain('Minha');
    expect(heard).not.toContain('Alheia');
    expect(own.heard('player_status_update').map(body => body.player_id)).not.toContain(hidden.row.id);
  });

  test('is told at once when a player is no longer, and again is, up to date', async () => {
    const shop = await location(app, 'Em dia');
    const { row, device } = await screenAt(shop.id);
    const watching = await consoleOf(app.token);
    const told = (up_to_date: boolean) =>
      watching.next('player_status', body => body.players.some(one => one.id === row.id && one.up_to_date === up_to_date));
    device.socket.emit('player_heartbeat', { programme_version: (await device.next('programme_update')).version });
    await told(true);
    const news = await campaign(app, 'Novidade');
    await schedule(app, news.id, shop.id);
    await told(false);
    device.socket.emit('player_heartbeat', { programme_version: (await device.next('programme_update')).version });
    await told(true);
  });

  test('sees a location from the moment it is moved below one of its own', async () => {
    const [mine, theirs] = [await location(app, 'Casa'), await location(app, 'Fora')];
    const { token } = await app.user('manager', [mine.id]);
    const own = await consoleOf(token);
    const { row, device } = await screenAt(theirs.id);
    await app.ok('PATCH', `/locations/${theirs.id}`, { parent_id: mine.id });
    await device.next('programme_update', body => body.programme.location_chain.includes(mine.id));
    await app.ok('POST', `/players/${row.id}/command`, { command: 'identify' });
    await own.next('player_status_update', body => body.player_id === row.id && body.status === 'sent');
  });

  test('is cut off when its user’s tokens are revoked', async () => {
    const { token } = await app.user('viewer');
    const own = await consoleOf(token);
    const closed = event(own.socket, 'disconnect');
    await app.ok('POST', '/auth/logout', undefined, token);
    await closed;
  });

  test('can not speak as a player', async () => {
    const shop = await location(app, 'Fingida');
    const row = await player(app, 'Tela', shop.id);
    const own = await consoleOf(app.token);
    own.socket.emit('player_register', { player_key: row.player_key });
    own.socket.emit('player_status_update', { command_id: 1, result: { ok: true } });
    await app.ok('POST', `/players/${row.id}/command`, { command: 'identify' });
    await own.next('activity', body => body.resource_id === row.id && body.resource === 'player');
    expect((await app.ok<Player>('GET', `/players/${row.id}`)).status).toBe('offline');
    expect([own.heard('register_success'), own.heard('register_error')]).toEqual([[], []]);
  });
});

test('a page of another site can not open a socket; one of this server can', async () => {
  const connect = (origin: string) =>
    new Promise<string>(resolve => {
      const socket = io(app.url, { transports: ['websocket'], reconnection: false, extraHeaders: { origin } });
      socket.once('connect', () => resolve('open'));
      socket.once('connect_error', () => resolve('refused'));
      socket.once('connect', () => socket.close());
    });
  expect(await connect('https://evil.example')).toBe('refused');
  expect(await connect('null')).toBe('refused');
  expect(await connect(app.url)).toBe('open');
});
