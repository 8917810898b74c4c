import type { PlayerDetail, ProgrammeUpdate } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, content, location, picture, player, schedule } from '../support/make.ts';
import { type Listener, registered } from '../support/socket.ts';

let app: TestApp;
const open: Listener[] = [];

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  for (const listener of open) listener.close();
  await app.close();
});

async function device(location_id: number) {
  const row = await player(app, 'Tela', location_id);
  const made = await registered(app, row.player_key);
  open.push(made);
  return { ...made, key: row.player_key, id: row.id };
}

const programme = (token: string | null, held?: string) =>
  fetch(`${app.url}/api/player/programme`, {
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(held ? { 'if-none-match': held } : {}) },
  });

describe('the programme over HTTP', () => {
  test('is what the socket brings, its files open with the same token', async () => {
    const shop = await location(app, 'Igual');
    const poster = await content(app, 'poster.png', await picture('coral'));
    await schedule(app, (await campaign(app, 'Cartaz', [poster.id])).id, shop.id);
    const screen = await device(shop.id);
    const pushed = await screen.next('programme_update');
    const answer = await programme(screen.token);
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as ProgrammeUpdate;
    expect(body).toEqual(pushed);
    const file = await fetch(app.url + body.contents[0]?.url, { headers: { authorization: `Bearer ${screen.token}` } });
    expect(file.status).toBe(200);
  });

  test('is 304 to who holds this version, and whole again after a change', async () => {
    const shop = await location(app, 'Versão');
    const screen = await device(shop.id);
    const first = await programme(screen.token);
    const tag = first.headers.get('etag') ?? '';
    const { version } = (await first.json()) as ProgrammeUpdate;
    expect(tag).toBe(`"${version}"`);
    const held = await programme(screen.token, `W/"other", ${tag}`);
    expect([held.status, held.headers.get('etag'), await held.text()]).toEqual([304, tag, '']);
    await schedule(app, (await campaign(app, 'Nova')).id, shop.id);
    const after = await programme(screen.token, tag);
    expect(after.status).toBe(200);
    expect(((await after.json()) as ProgrammeUpdate).version).not.toBe(version);
  });

  test('is a player’s own: of its place now, and nobody else’s business', async () => {
    const [shop, next] = [await location(app, 'Minha'), await location(app, 'Outra')];
    const screen = await device(shop.id);
    expect(((await (await programme(screen.token)).json()) as ProgrammeUpdate).location.id).toBe(shop.id);
    await app.ok('PATCH', `/players/${screen.id}`, { location_id: next.id });
    expect(((await (await programme(screen.token)).json()) as ProgrammeUpdate).location.id).toBe(next.id);
    const manager = await app.user('manager', [shop.id]);
    expect([(await programme(null)).status, (await programme(manager.token)).status, (await programme(app.token)).status]).toEqual([
      401, 403, 403,
    ]);
    await app.ok('POST', `/players/${screen.id}/key`);
    expect((await programme(screen.token)).status).toBe(401);
  });
});

describe('receipts', () => {
  const detail = (id: number, token?: string) => app.ok<PlayerDetail>('GET', `/players/${id}`, undefined, token);
  const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000, interval: 50 });

  test('say since when a player holds a version, has its files, and shows it; the first time counts', async () => {
    const shop = await location(app, 'Recibos');
    const screen = await device(shop.id);
    const { version } = await screen.next('programme_update');
    expect((await detail(screen.id)).receipts).toEqual([]);
    const beat = (more: Record<string, unknown>) => screen.socket.emit('player_heartbeat', { programme_version: version, ...more });
    beat({ status: 'loading', library: { ready: 1, total: 2 } });
    await eventually(async () => (await detail(screen.id)).receipts).toEqual([
      { programme_version: version, received_at: expect.any(String), downloaded_at: null, on_screen_at: null },
    ]);
    const received = (await detail(screen.id)).receipts[0]?.received_at;
    beat({ status: 'playing', current_campaign_id: 4, library: { ready: 2, total: 2 } });
    await eventually(async () => (await detail(screen.id)).receipts[0]?.on_screen_at).toEqual(expect.any(String));
    const after = await detail(screen.id);
    expect(after.receipts).toEqual([
      { programme_version: version, received_at: received, downloaded_at: expect.any(String), on_screen_at: expect.any(String) },
    ]);
    expect(after.system_info).toMatchObject({ library_ready: 2, library_total: 2 });
  });

  test('of the five newest versions are shown, and outlive a restart of the player', async () => {
    const shop = await location(app, 'Cinco');
    const screen = await device(shop.id);
    for (let version = 1; version <= 7; version++) {
      screen.socket.emit('player_heartbeat', { programme_version: `v${version}` });
      await eventually(async () => (await detail(screen.id)).receipts.map(receipt => receipt.programme_version)).toContain(`v${version}`);
    }
    expect((await detail(screen.id)).receipts.map(receipt => receipt.programme_version)).toEqual(['v7', 'v6', 'v5', 'v4', 'v3']);
  });

  test('cost no statement while nothing changes', async () => {
    const shop = await location(app, 'Quieta');
    const screen = await device(shop.id);
    const beat = () => screen.socket.emit('player_heartbeat', { programme_version: 'same', status: 'playing', current_campaign_id: 1 });
    beat();
    await eventually(async () => (await detail(screen.id)).receipts).toHaveLength(1);
    const { db } = app.app.context;
    // What a further write would put back.
    await db.updateTable('receipts').set({ on_screen_at: null }).where('player_id', '=', screen.id).execute();
    for (let i = 0; i < 20; i++) beat();
    screen.socket.emit('player_heartbeat', { programme_version: 'next', status: 'playing', current_campaign_id: 1 });
    await eventually(async () => (await detail(screen.id)).receipts).toHaveLength(2);
    expect((await detail(screen.id)).receipts.find(receipt => receipt.programme_version === 'same')?.on_screen_at).toBeNull();
  });
});
