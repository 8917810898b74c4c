import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LivePlayer } from '../platform/presence.ts';
import { type Rig, rig, rows } from '../publishing/testing.ts';
import { Presence } from './presence.ts';
import { standardTiming } from './timing.ts';

const facts: Omit<LivePlayer, 'status' | 'last_seen'> = {
  playback: null,
  current_campaign_id: null,
  current_content_id: null,
  current_since: null,
  system_info: {},
  player_version: 'v',
  programme_version: null,
  ip_address: '10.0.0.1',
  resolution: '1x1',
  screenshot_at: null,
};

let it: Rig;
let presence: Presence;
let told: number[];

beforeEach(async () => {
  it = await rig('2026-03-05T12:00:00Z');
  const shop = await rows(it).location('Loja');
  const fields = {
    location_id: shop,
    device_type: 'linux',
    system_info: '{}',
    search: '',
    created_at: 0,
    updated_at: 7,
    status: 'online' as const,
  };
  for (let n = 1; n <= 250; n++)
    await it.context.db
      .insertInto('players')
      .values({ ...fields, id: n, name: `P${n}`, player_key_hash: `${n}` })
      .execute();
  told = [];
  presence = new Presence(it.context, { ...standardTiming, flush: 3_600_000, flushSoon: 3_600_000 }, id => told.push(id));
  await presence.started;
});
afterEach(async () => {
  await presence.close();
  await it.context.close();
});

const online = (id: number) => presence.online({ id, name: `P${id}`, location_id: 1 }, facts, 30);
const stored = () => it.context.db.selectFrom('players').selectAll().orderBy('id').execute();

test('a process begins with nobody online', async () => {
  expect((await stored()).every(row => row.status === 'offline')).toBe(true);
});

test('many players are written with a statement for every hundred, each with its own, and no other row is touched', async () => {
  for (let id = 1; id <= 249; id++) {
    online(id);
    presence.heard(id, { status: id % 2 ? 'playing' : 'paused', current_content_id: id, system_info: { text: `ação '${id}'` } });
  }
  const before = it.statements();
  await presence.flush();
  expect(it.statements() - before).toBe(3);
  const players = await stored();
  for (const row of players.slice(0, 249))
    expect(row).toMatchObject({
      status: 'online',
      playback: row.id % 2 ? 'playing' : 'paused',
      current_content_id: row.id,
      system_info: JSON.stringify({ text: `ação '${row.id}'` }),
      last_seen: it.clock.now(),
      ip_address: '10.0.0.1',
      // When people edited it, not when it was heard.
      updated_at: 7,
    });
  expect(players[249]).toMatchObject({ status: 'offline', last_seen: null, playback: null });
  await presence.flush();
  // Nothing is left to write: only `stored` asked.
  expect(it.statements() - before).toBe(3 + 1);
});

test('a heartbeat after a write is written with the next', async () => {
  online(1);
  await presence.flush();
  presence.heard(1, { current_content_id: 8 });
  await presence.flush();
  expect((await stored())[0]?.current_content_id).toBe(8);
});

test('what could not be written is written the next time', async () => {
  online(1);
  await it.context.db.schema.alterTable('players').renameTo('away').execute();
  await presence.flush();
  await it.context.db.schema.alterTable('away').renameTo('players').execute();
  await presence.flush();
  expect((await stored())[0]?.status).toBe('online');
});

test('only what a console shows is told to consoles', () => {
  online(1);
  presence.heard(1, { status: 'playing', system_info: { a: 1 } });
  presence.heard(1, { status: 'playing', system_info: { a: 2 }, clock: 5 });
  presence.heard(1, {});
  expect(told).toEqual([1, 1]);
  presence.gone(1, true);
  presence.gone(1, true);
  expect(told).toEqual([1, 1, 1]);
});

test('a heartbeat keeps what it does not mention, and a bounded number of facts', () => {
  online(1);
  presence.heard(1, { current_content_id: 5, system_info: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n])) });
  presence.heard(1, { clock: it.clock.now() + 1500, storage: { used: 3 }, pending_plays: 2 });
  const live = presence.get(1);
  expect(live?.current_content_id).toBe(5);
  expect(Object.keys(live?.system_info ?? {})).toHaveLength(64);
  expect(live?.system_info).toMatchObject({ clock_ahead_ms: 1500, storage_used: 3, pending_plays: 2 });
});

test('one that is deleted is forgotten', async () => {
  online(1);
  presence.forget(1);
  expect(presence.get(1)).toBeUndefined();
  expect([...presence.at(1)]).toEqual([]);
});

test('since when a content is on is known of what followed another, and not of what was on before', () => {
  online(1);
  const since = () => presence.get(1)?.current_since;
  presence.heard(1, { current_content_id: 8 });
  expect(since()).toBeNull();
  const began = it.clock.now();
  presence.heard(1, { current_content_id: 9 });
  it.clock.moveTo('2026-03-05T12:00:05Z');
  presence.heard(1, { current_content_id: 9 });
  expect(since()).toBe(began);
  presence.heard(1, { current_content_id: null });
  expect(since()).toBeNull();
});
