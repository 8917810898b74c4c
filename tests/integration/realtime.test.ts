import type { Command, Player } from '@tvs/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
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

/** Settles once the server has handled what this socket sent before: its messages are taken in order. */
async function handled({ socket, next }: Listener, player_key: string): Promise<void> {
  socket.emit('player_register', { player_key });
  await next('register_success');
}

describe('registering', () => {
  test('sends the programme only to those who do not hold it, and what is on to all', async () => {
    const shop = await location(app, 'Conhecida');
    const row = await player(app, 'Tela', shop.id);
    const first = kept(await registered(app, row.player_key));
    const { version } = await first.next('programme_update');
    await first.next('campaign_update');
    first.socket.emit('player_register', { player_key: row.player_key, programme_version: version });
    const again = await first.next('register_success');
    expect(again).toMatchObject({ player_id: row.id, name: 'Tela', heartbeat_seconds: 30, token_expires_in: 86_400 });
    expect((await first.next('campaign_update')).programme_version).toBe(version);
    expect(first.heard('programme_update')).toHaveLength(1);
    // 403: a player's token, and a live one; a dead one would be answered with 401.
    expect((await app.api('GET', '/players', undefined, again.token)).status).toBe(403);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'hello'],
    ['a key that is a number', { player_key: 7 }],
    ['a list', []],
    ['an endless key', { player_key: 'x'.repeat(5000) }],
    ['a resolution in words', { player_key: 'x', resolution: 'large' }],
  ])('with %s is refused, and the server goes on', async (_, body) => {
    const stranger = kept(listen(app));
    stranger.socket.emit('player_register', body);
    expect((await stranger.next('register_error')).code).toBe('invalid');
    const shop = await location(app, 'Depois');
    await handled(stranger, (await player(app, 'Tela', shop.id)).player_key);
  });

  test('with a key that nobody has is refused and closed', async () => {
    const stranger = kept(listen(app));
    const closed = event(stranger.socket, 'disconnect');
    stranger.socket.emit('player_register', { player_key: crypto.randomUUID() });
    expect((await stranger.next('register_error')).code).toBe('unknown_key');
    await closed;
  });

  test('as another player on the same socket is refused', async () => {
    const shop = await location(app, 'Duas');
    const { device } = await screenAt(shop.id);
    const other = await player(app, 'Outra', shop.id);
    device.socket.emit('player_register', { player_key: other.player_key });
    expect((await device.next('register_error')).code).toBe('invalid');
  });

  test('begins with polling, too', async () => {
    const shop = await location(app, 'Antiga');
    const row = await player(app, 'Tela', shop.id);
    const socket = io(app.url, { reconnection: false });
    socket.emit('player_register', { player_key: row.player_key });
    const success = await new Promise<{ player_id: number }>(resolve => socket.once('register_success', resolve));
    expect(success.player_id).toBe(row.id);
    socket.close();
  });

  test('leaves what is known of the device in the list of players', async () => {
    const shop = await location(app, 'Aparelho');
    const row = await player(app, 'Tela', shop.id);
    const device = kept(listen(app));
    device.socket.emit('player_register', {
      player_key: row.player_key,
      device_type: 'android',
      resolution: '1080x1920',
      player_version: '9.9 ünï',
    });
    const { version } = await device.next('programme_update');
    const beat = {
      status: 'playing',
      current_content_id: 5,
      current_campaign_id: 6,
      system_info: { cpu: 0.5 },
      programme_version: version,
    };
    device.socket.emit('player_heartbeat', { player_id: row.id, ...beat, storage: { used: 10, quota: 100 }, pending_plays: 3 });
    await handled(device, row.player_key);
    expect(await app.ok<Player>('GET', `/players/${row.id}`)).toMatchObject({
      device_type: 'android',
      resolution: '1080x1920',
      player_version: '9.9 ünï',
      ip_address: '127.0.0.1',
      status: 'online',
      playback: 'playing',
      current_content_id: 5,
      current_campaign_id: 6,
      system_info: { cpu: 0.5, storage_used: 10, storage_quota: 100, pending_plays: 3 },
      programme_version: version,
      up_to_date: true,
    });
  });
});

describe('a heartbeat', () => {
  test('that can not be read, or is of another player, changes nothing', async () => {
    const shop = await location(app, 'Batidas');
    const { row, device } = await screenAt(shop.id);
    const other = await screenAt(shop.id);
    device.socket.emit('player_heartbeat', { status: 'playing' });
    device.socket.emit('player_heartbeat', { status: 7 });
    device.socket.emit('player_heartbeat', null);
    device.socket.emit('player_heartbeat', { player_id: other.row.id, status: 'paused' });
    await handled(device, row.player_key);
    expect((await app.ok<Player>('GET', `/players/${row.id}`)).playback).toBe('playing');
    expect((await app.ok<Player>('GET', `/players/${other.row.id}`)).playback).toBeNull();
  });

  test('before registering is not heard', async () => {
    const shop = await location(app, 'Mudas');
    const row = await player(app, 'Tela', shop.id);
    const stranger = kept(listen(app));
    stranger.socket.emit('player_heartbeat', { player_id: row.id, status: 'playing' });
    await handled(stranger, row.player_key);
    expect((await app.ok<Player>('GET', `/players/${row.id}`)).playback).toBeNull();
  });

  test('with words the interface does not know is kept without them', async () => {
    const shop = await location(app, 'Palavras');
    const { row, device } = await screenAt(shop.id);
    device.socket.emit('player_heartbeat', { status: 'dançando', programme_version: '✗' });
    await handled(device, row.player_key);
    expect(await app.ok<Player>('GET', `/players/${row.id}`)).toMatchObject({ playback: null, programme_version: null });
  });
});

test('a change reaches the players it concerns, and nobody else', async () => {
  const company = await location(app, 'Empresa');
  const shop = await location(app, 'Loja', { parent_id: company.id });
  const floor = await location(app, 'Piso', { parent_id: shop.id });
  const beside = await location(app, 'Vizinha', { parent_id: company.id });
  const [above, at, below, next] = [
    await screenAt(company.id),
    await screenAt(shop.id),
    await screenAt(floor.id),
    await screenAt(beside.id),
  ];
  const news = await campaign(app, 'Novidade');
  await schedule(app, news.id, shop.id);
  for (const { device } of [at, below]) {
    const update = await device.next('campaign_update');
    expect(update.campaign?.name).toBe('Novidade');
    expect((await device.next('programme_update', body => body.version === update.programme_version)).programme.schedules).toHaveLength(1);
  }
  // Something for everyone of the company comes after: those who heard of it heard of nothing before.
  const all = await campaign(app, 'Para todos');
  await schedule(app, all.id, company.id);
  for (const { device } of [above, next]) {
    expect((await device.next('campaign_update')).campaign?.name).toBe('Para todos');
    expect(device.heard('campaign_update')).toHaveLength(2);
  }
});

test('a player that is moved gets its new location’s programme, and from then on hears that location only', async () => {
  const [from, to] = [await location(app, 'Antes'), await location(app, 'Depois')];
  const { row, device } = await screenAt(from.id);
  const stays = await screenAt(from.id);
  const shown = await campaign(app, 'Destino');
  await schedule(app, shown.id, to.id);
  await app.ok('PATCH', `/players/${row.id}`, { location_id: to.id });
  expect((await device.next('programme_update', body => body.location.id === to.id)).location.name).toBe('Depois');
  expect((await device.next('campaign_update')).campaign?.name).toBe('Destino');
  const stale = await campaign(app, 'Origem');
  await schedule(app, stale.id, from.id, { priority: 9 });
  await stays.device.next('campaign_update', body => body.campaign?.name === 'Origem');
  const fresh = await campaign(app, 'Destino 2');
  await schedule(app, fresh.id, to.id, { priority: 9 });
  expect((await device.next('campaign_update')).campaign?.name).toBe('Destino 2');
});

test('sync sends the programme again, though the player may hold it', async () => {
  const shop = await location(app, 'Sincronia');
  const { row, device } = await screenAt(shop.id);
  const { version } = await device.next('programme_update');
  expect(await app.ok('POST', `/players/${row.id}/sync`)).toMatchObject({ delivered: true, programme_version: version });
  expect((await device.next('programme_update')).version).toBe(version);
  await device.next('campaign_update');
});

test('a player that is deleted is sent away', async () => {
  const shop = await location(app, 'Fim');
  const { row, device } = await screenAt(shop.id);
  const closed = event(device.socket, 'disconnect');
  await app.ok('DELETE', `/players/${row.id}`);
  expect((await device.next('register_error')).code).toBe('revoked');
  await closed;
});

describe('a command', () => {
  const send = (id: number, body: Record<string, unknown>) => app.ok<Command>('POST', `/players/${id}/command`, body);
  const read = async (id: number) => (await app.ok<{ items: Command[] }>('GET', `/players/${id}/commands`)).items;

  test('goes to the socket that registered last, once', async () => {
    const shop = await location(app, 'Ordens');
    const { row, device: first } = await screenAt(shop.id);
    const second = kept(await registered(app, row.player_key));
    await first.next('register_error');
    const sent = await send(row.id, { command: 'next' });
    expect((await second.next('player_command')).id).toBe(sent.id);
    expect(first.heard('player_command')).toEqual([]);
    await handled(second, row.player_key);
    expect(second.heard('player_command')).toHaveLength(1);
  });

  test('arrives in the order in which it was given', async () => {
    const shop = await location(app, 'Fila');
    const { row, device } = await screenAt(shop.id);
    const ids = [];
    for (const command of ['play', 'pause', 'next', 'previous', 'reload']) ids.push((await send(row.id, { command })).id);
    const heard = [];
    for (const _ of ids) heard.push((await device.next('player_command')).id);
    expect(heard).toEqual(ids);
  });

  test('is answered by its own player, once', async () => {
    const shop = await location(app, 'Respostas');
    const { row, device } = await screenAt(shop.id);
    const stranger = await screenAt(shop.id);
    const { id } = await send(row.id, { command: 'identify' });
    await device.next('player_command');
    stranger.device.socket.emit('player_status_update', { command_id: id, result: { ok: true } });
    await handled(stranger.device, stranger.row.player_key);
    expect((await read(row.id))[0]?.status).toBe('sent');
    device.socket.emit('player_status_update', { command_id: id, result: { ok: false, detail: 'sem som' } });
    device.socket.emit('player_status_update', { command_id: id, result: { ok: true } });
    await handled(device, row.player_key);
    expect((await read(row.id))[0]).toMatchObject({ status: 'failed', result: { ok: false, detail: 'sem som' } });
  });

  test('that waited too long is not delivered; one that is never answered has failed', async () => {
    const clock = testClock(Date.now());
    const timed = await startApp({ clock });
    const shop = await location(timed, 'Tarde');
    const row = await player(timed, 'Tela', shop.id);
    const order = (command: string, ttl: number) => timed.ok<Command>('POST', `/players/${row.id}/command`, { command, ttl });
    const [late, inTime] = [await order('next', 5), await order('pause', 60)];
    const console = listen(timed, { token: timed.token });
    await new Promise<void>(resolve => console.socket.once('connect', resolve));
    clock.advance(5_000);
    await console.next('player_status_update', body => body.command_id === late.id && body.status === 'expired');
    const device = await registered(timed, row.player_key);
    expect((await device.next('player_command')).id).toBe(inTime.id);
    clock.advance(55_000 + 59_999);
    expect((await timed.ok<{ items: Command[] }>('GET', `/players/${row.id}/commands`)).items[0]?.status).toBe('sent');
    clock.advance(1);
    await console.next('player_status_update', body => body.command_id === inTime.id && body.status === 'failed');
    expect(device.heard('player_command')).toHaveLength(1);
    device.close();
    console.close();
    await timed.close();
  });
});

test('a server that stops says so, writes what it knows, and the next one starts with everyone offline', async () => {
  const first = await startApp();
  const shop = await location(first, 'Última');
  const rows = await Promise.all(Array.from({ length: 5 }, (_, i) => player(first, `Tela ${i}`, shop.id)));
  const devices = await Promise.all(rows.map(row => registered(first, row.player_key)));
  for (const [i, device] of devices.entries())
    device.socket.emit('player_heartbeat', { status: 'playing', current_content_id: i + 1, system_info: { uptime: i } });
  for (const [i, device] of devices.entries()) await handled(device, rows[i]?.player_key ?? '');
  const closed = devices.map(device => event(device.socket, 'disconnect'));
  const next = await first.restart();
  for (const device of devices) expect(await device.next('server_closing')).toEqual({ reconnect_spread_seconds: 15 });
  await Promise.all(closed);
  const { items } = await next.ok<{ items: Player[] }>('GET', '/players?sort=name');
  expect(items).toMatchObject(
    rows.map((row, i) => ({
      id: row.id,
      status: 'offline',
      current_content_id: i + 1,
      system_info: { uptime: i },
      resolution: '1920x1080',
    })),
  );
  expect(items.every(item => item.last_seen !== null)).toBe(true);
  const [key] = rows.map(row => row.player_key);
  const back = await registered(next, key ?? '');
  back.close();
  await next.close();
});
