import type { Command, PairingAnswer, Player, PlayerProgramme, PlayerWithKey, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, location, player, schedule } from '../support/make.ts';
import { listen, registered } from '../support/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('a key', () => {
  test('is in the answer that makes it and in no other', async () => {
    const shop = await location(app, 'Chaves');
    const made = await player(app, 'Tela', shop.id);
    const read = await app.ok('GET', `/players/${made.id}`);
    const listed = await app.ok('GET', '/players');
    expect(JSON.stringify([read, listed])).not.toContain(made.player_key);
    expect(read).not.toHaveProperty('player_key');
    expect(read).not.toHaveProperty('player_key_hash');
  });

  test('that is renewed ends the old one and its socket at once', async () => {
    const shop = await location(app, 'Renovada');
    const made = await player(app, 'Tela', shop.id);
    const device = await registered(app, made.player_key);
    const renewed = await app.ok<PlayerWithKey>('POST', `/players/${made.id}/key`);
    expect((await device.next('register_error')).code).toBe('revoked');
    const late = listen(app);
    late.socket.emit('player_register', { player_key: made.player_key });
    expect((await late.next('register_error')).code).toBe('unknown_key');
    const again = await registered(app, renewed.player_key);
    expect(again.player_id).toBe(made.id);
    again.close();
    late.close();
  });
});

describe('pairing', () => {
  const ask = (body: Record<string, unknown> = {}) => app.ok<PairingAnswer>('POST', '/player/pairing', body, null);

  test('by the code on the screen gives the device its key, and the key registers', async () => {
    const shop = await location(app, 'Pareada');
    const waiting = await ask({ device_type: 'android', resolution: '1080x1920' });
    expect(waiting.code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    expect((await ask({ pairing_token: waiting.pairing_token })).status).toBe('waiting');
    const typed = `${waiting.code.slice(0, 3).toLowerCase()} ${waiting.code.slice(3)}`;
    const paired = await app.ok<Player>('POST', '/players/pair', { code: typed, name: 'Nova', location_id: shop.id });
    expect(paired).toMatchObject({ name: 'Nova', device_type: 'android', resolution: '1080x1920' });
    expect(paired).not.toHaveProperty('player_key');
    const { status, player_key } = await ask({ pairing_token: waiting.pairing_token });
    expect(status).toBe('paired');
    const device = await registered(app, player_key ?? '');
    expect(device.player_id).toBe(paired.id);
    device.close();
    const twice = await app.api('POST', '/players/pair', { code: typed, name: 'Outra', location_id: shop.id });
    expect(twice.status).toBe(422);
  });

  test('has limited tries', async () => {
    const shop = await location(app, 'Tentativas');
    const { token } = await app.user('manager', [shop.id]);
    const statuses = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await app.api('POST', '/players/pair', { code: 'ZZZZZ2', name: 'x', location_id: shop.id }, token)).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
  });

  test('ends after ten minutes', async () => {
    const clock = testClock(Date.now());
    const timed = await startApp({ clock });
    const waiting = await timed.ok<PairingAnswer>('POST', '/player/pairing', {}, null);
    const shop = await location(timed, 'Tarde');
    clock.advance(10 * 60_000 + 1000);
    expect((await timed.api('POST', '/players/pair', { code: waiting.code, name: 'x', location_id: shop.id })).status).toBe(422);
    expect((await timed.api('POST', '/player/pairing', { pairing_token: waiting.pairing_token }, null)).status).toBe(410);
    await timed.close();
  });
});

describe('commands', () => {
  test('wait for a player that is offline, arrive in order, once', async () => {
    const shop = await location(app, 'Comandos');
    const made = await player(app, 'Tela', shop.id);
    const first = await app.ok<Command>('POST', `/players/${made.id}/command`, { command: 'volume', params: { level: 0.5 } });
    const second = await app.ok<Command>('POST', `/players/${made.id}/command`, { command: 'restart' });
    expect(first.status).toBe('queued');
    const device = await registered(app, made.player_key);
    expect((await device.next('player_command')).id).toBe(first.id);
    expect((await device.next('player_command')).id).toBe(second.id);
    device.close();
    const again = await registered(app, made.player_key);
    await again.next('campaign_update');
    expect(again.heard('player_command')).toEqual([]);
    again.close();
    const { items } = await app.ok<{ items: Command[] }>('GET', `/players/${made.id}/commands`);
    expect(items.map(item => item.status)).toEqual(['sent', 'sent']);
  });

  test('for many go to those that are there, are read together, and are called off while nobody took them', async () => {
    const shop = await location(app, 'Muitas');
    const other = await location(app, 'Outra rede');
    const [one, two, foreign] = [await player(app, 'Um', shop.id), await player(app, 'Dois', shop.id), await player(app, 'Três', other.id)];
    const { token } = await app.user('manager', [shop.id]);
    const device = await registered(app, one.player_key);
    const body = { player_ids: [two.id, one.id, foreign.id, 987_654], command: 'restart' };
    const { items } = await app.ok<{ items: Command[] }>('POST', '/commands', body, token);
    expect(items.map(item => item.player_id)).toEqual([one.id, two.id]);
    const heard = await device.next('player_command');
    expect(heard).toMatchObject({ id: items[0]?.id, command: 'restart' });
    const console = listen(app, { token: app.token });
    await expect.poll(() => console.socket.connected).toBe(true);
    const ids = items.map(item => item.id);
    const off = await app.ok<{ items: Command[] }>('POST', '/commands/cancel', { ids: [...ids, 987_654] }, token);
    // The first has gone out, and goes on.
    expect(off.items.map(item => [item.id, item.status, item.result?.detail])).toEqual([[ids[1], 'expired', 'cancelled']]);
    await console.next('player_status_update', event => event.command_id === ids[1] && event.status === 'expired');
    device.socket.emit('player_status_update', { command_id: heard.id, result: { ok: true } });
    await console.next('player_status_update', event => event.command_id === heard.id && event.status === 'done');
    const read = await app.ok<{ items: Command[] }>('GET', `/commands?ids=${ids.join(',')},987654`, undefined, token);
    expect(read.items.map(item => item.status)).toEqual(['done', 'expired']);
    console.close();
    device.close();
    // It takes nothing that was called off.
    const late = await registered(app, two.player_key);
    await late.next('campaign_update');
    expect(late.heard('player_command')).toEqual([]);
    late.close();
    const stranger = await app.user('manager', [other.id]);
    expect((await app.ok<{ items: Command[] }>('GET', `/commands?ids=${ids.join(',')}`, undefined, stranger.token)).items).toEqual([]);
    expect((await app.api<Problem>('POST', '/commands', { ...body, player_ids: [one.id] }, stranger.token)).status).toBe(422);
    const bad = ['', 'x', '1,,2', '0'].map(text => app.api('GET', `/commands?ids=${text}`));
    expect((await Promise.all(bad)).map(answer => answer.status)).toEqual([400, 400, 400, 400]);
  });

  test('refuse what a player can not do', async () => {
    const shop = await location(app, 'Recusas');
    const made = await player(app, 'Tela', shop.id);
    const unknown = await app.api<Problem>('POST', `/players/${made.id}/command`, { command: 'explode' });
    const levelless = await app.api<Problem>('POST', `/players/${made.id}/command`, { command: 'volume' });
    expect([unknown.status, unknown.body.errors?.[0]?.path]).toEqual([422, 'command']);
    expect([levelless.status, levelless.body.errors?.[0]?.path]).toEqual([422, 'params.level']);
  });
});

test('a list narrows to those with an open alert, and to those that hold an old programme', async () => {
  const shop = await location(app, 'Estreita');
  const fine = await player(app, 'Boa', shop.id);
  const full = await player(app, 'Cheia', shop.id);
  const { db } = app.app.context;
  const alert = { kind: 'player_storage', player_id: full.id, location_id: shop.id, content_id: null, title: 'Cheia', params: '{}' };
  const at = { raised_at: 1, updated_at: 1 };
  await db
    .insertInto('alerts')
    .values({ ...alert, ...at, open_key: `player_storage:player:${full.id}` })
    .execute();
  await db
    .insertInto('alerts')
    .values({ ...alert, ...at, player_id: fine.id, open_key: null, cleared_at: 2 })
    .execute();
  const device = await registered(app, fine.player_key);
  await device.next('campaign_update');
  device.socket.emit('player_heartbeat', { status: 'playing', programme_version: 'an-old-one' });
  const found = async (query: string) =>
    (await app.ok<{ items: Player[]; total: number }>('GET', `/players?location_id=${shop.id}&${query}`)).items.map(({ name }) => name);
  await expect.poll(() => found('up_to_date=false')).toEqual(['Boa']);
  expect(await found('up_to_date=true')).toEqual([]);
  expect(await found('alert=any')).toEqual(['Cheia']);
  expect(await found('alert=player_storage&status=offline')).toEqual(['Cheia']);
  expect(await found('alert=player_clock')).toEqual([]);
  expect((await app.api('GET', '/players?alert=explosion')).status).toBe(400);
  device.close();
});

test('a second socket with the same key takes over and the first is told so', async () => {
  const shop = await location(app, 'Dobro');
  const made = await player(app, 'Tela', shop.id);
  const first = await registered(app, made.player_key);
  const second = await registered(app, made.player_key);
  expect((await first.next('register_error')).code).toBe('replaced');
  expect((await app.ok<Player>('GET', `/players/${made.id}`)).status).toBe('online');
  // The first asks again without force: it gets its place only when the second is gone.
  const asking = listen(app);
  asking.socket.emit('player_register', { player_key: made.player_key, yields: true });
  expect((await asking.next('register_error')).code).toBe('replaced');
  expect(second.heard('register_error')).toEqual([]);
  second.close();
  await expect.poll(async () => (await app.ok<Player>('GET', `/players/${made.id}`)).status).toBe('offline');
  const back = listen(app);
  back.socket.emit('player_register', { player_key: made.player_key, yields: true });
  await back.next('register_success');
  first.close();
  back.close();
});

test('the programme of a player says what is on at any instant, and why', async () => {
  const shop = await location(app, 'Porquê', { timezone: 'America/Sao_Paulo' });
  const made = await player(app, 'Tela', shop.id);
  const low = await campaign(app, 'Base');
  const high = await campaign(app, 'Almoço');
  const base = await schedule(app, low.id, shop.id);
  const lunch = await schedule(app, high.id, shop.id, { start_time: '11:00', end_time: '14:00', priority: 5 });
  const at = (instant: string) => app.ok<PlayerProgramme>('GET', `/players/${made.id}/programme?at=${instant}`);
  const noon = await at('2030-01-02T15:00:00Z');
  expect(noon.now).toEqual({
    schedule_id: lunch.id,
    campaign_id: high.id,
    campaign_name: 'Almoço',
    empty: true,
    until: '2030-01-02T17:00:00Z',
  });
  expect(noon.explain).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ schedule_id: lunch.id, verdict: 'plays' }),
      expect.objectContaining({ schedule_id: base.id, verdict: 'beaten', campaign_name: 'Base' }),
    ]),
  );
  expect((await at('2030-01-02T18:00:00Z')).now.campaign_name).toBe('Base');
});

test('a schedule that begins reaches a connected player at its edge, by itself, also when a DST change moves it', async () => {
  // 5 April 2026, 03:00: Auckland's clocks go back an hour, so 08:00 comes an hour later in UTC than the day before.
  const clock = testClock('2026-04-03T19:00:00Z');
  const timed = await startApp({ clock });
  const shop = await location(timed, 'Auckland', { timezone: 'Pacific/Auckland' });
  const shown = await campaign(timed, 'Manhã');
  await schedule(timed, shown.id, shop.id, { start_date: '2026-04-04', start_time: '08:00', end_time: '09:00' });
  const device = await registered(timed, (await player(timed, 'Tela', shop.id)).player_key);
  const on = async () => (await device.next('campaign_update')).campaign?.name ?? null;
  expect(await on()).toBe('Manhã');
  clock.moveTo(Date.parse('2026-04-03T20:00:00Z'));
  expect(await on()).toBeNull();
  clock.moveTo(Date.parse('2026-04-04T19:59:59.999Z'));
  await timed.ok('GET', '/health');
  expect(device.heard('campaign_update')).toHaveLength(2);
  clock.moveTo(Date.parse('2026-04-04T20:00:00Z'));
  expect(await on()).toBe('Manhã');
  device.close();
  await timed.close();
});
