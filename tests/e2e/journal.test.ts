import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Kiosk, lossyWay, startKiosk } from '../support/kiosk.ts';
import { Operator } from '../support/operator.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

const password = 'correct horse battery';
const hour = 3_600_000;
let folder: string;
let server: ServerProcess;
let kiosk: Kiosk;
let red: Content;
let blue: Content;
const operator = new Operator(() => server.url);
const children: ChildProcess[] = [];
const env = () => ({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-journal-'));
  server = await startServer(env());
  await operator.signIn(password);
  red = await operator.card('red');
  blue = await operator.card('blue');
});
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async ({ task }) => {
  kiosk = await startKiosk(join(folder, `profile-${task.id}`), children);
});
afterEach(() => kiosk.kill());

async function show(key: string, url = server.url): Promise<Page> {
  const page = await kiosk.context.newPage();
  await page.goto(`${url}/player/?key=${key}`);
  await page.locator('html[data-state=playing]').waitFor({ timeout: 20_000 });
  return page;
}

/** Numbers from 1 up, none twice; the play on the glass is still to come. */
const unbroken = (seqs: readonly number[]) => expect(seqs).toEqual(Array.from(seqs, (_, index) => index + 1));

test('what was on the glass is stored with its campaign, schedule, version, instant and length; every receipt is there', async () => {
  const { player, campaign, schedule } = await operator.screen('Plays', [red, blue], 1);
  const before = Date.now();
  const page = await show(player.player_key);
  await expect.poll(() => contentOf(page), { timeout: 10_000 }).toBe(blue.id);
  await expect.poll(() => contentOf(page), { timeout: 10_000 }).toBe(red.id);
  await operator.command(player.id, 'sync');
  await expect.poll(async () => (await operator.plays(player.id)).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  const [first, second] = await operator.plays(player.id);
  const version = (await operator.player(player.id)).programme_version;
  const common = { campaign_id: campaign.id, schedule_id: schedule.id, completed: true, reason: null, programme_version: version };
  expect(first).toMatchObject({ seq: 1, content_id: red.id, ...common, clock_suspect: false });
  expect(second).toMatchObject({ seq: 2, content_id: blue.id, ...common });
  expect(Date.parse(first?.started_at ?? '')).toBeGreaterThan(before - 1000);
  expect(first?.length).toBeGreaterThanOrEqual(900);
  const { receipts } = await operator.player(player.id);
  expect(receipts[0]).toMatchObject({ programme_version: version, received_at: expect.any(String) });
  await expect
    .poll(async () => (await operator.player(player.id)).receipts[0], { timeout: 10_000 })
    .toMatchObject({ downloaded_at: expect.any(String), on_screen_at: expect.any(String) });
});

test('kill -9 in the middle of an item: it is told as cut short, and its number is not used again', async () => {
  const { player } = await operator.screen('Kill', [red], 60);
  const page = await show(player.player_key);
  await expect.poll(() => openLength(page), { timeout: 20_000 }).toBeGreaterThan(3000);
  await kiosk.kill();
  kiosk = await startKiosk(kiosk.profile, children);
  const again = await show(player.player_key);
  await expect.poll(async () => (await operator.plays(player.id)).length, { timeout: 15_000 }).toBe(1);
  const [cut] = await operator.plays(player.id);
  expect(cut).toMatchObject({ seq: 1, content_id: red.id, completed: false, reason: 'interrupted' });
  expect(cut?.length).toBeGreaterThan(3000);
  await again.reload();
  await again.locator('html[data-state=playing]').waitFor();
  await expect.poll(async () => (await operator.plays(player.id)).map(play => play.seq), { timeout: 15_000 }).toEqual([1, 2]);
});

test('the server goes and comes back, and answers get lost, while 10,000 plays are delivered: each is stored once', async () => {
  const { player } = await operator.screen('Many', [red], 600);
  let deliveries = 0;
  let lost = 0;
  let dropped = false;
  const way = await lossyWay(
    () => server.port,
    request => {
      if (!request.startsWith('POST /api/player/plays')) return false;
      deliveries++;
      // Never two in a row: the wait after each failure doubles.
      dropped = !dropped && (deliveries === 2 || Math.random() < 0.4);
      if (dropped) lost++;
      return dropped;
    },
  );
  const page = await show(player.player_key, `http://127.0.0.1:${way.port}`);
  await page.evaluate(fill, { player: player.id, content: red.id, plays: 10_000, from: 2, now: Date.now() - 24 * hour });
  await operator.command(player.id, 'sync');
  await expect.poll(() => deliveries, { timeout: 20_000, interval: 10 }).toBeGreaterThan(4);
  await server.end('SIGKILL');
  server = await startServer({ ...env(), TVS_PORT: String(server.port) });
  await expect.poll(() => waiting(page), { timeout: 60_000, interval: 100 }).toBe(0);
  expect(lost).toBeGreaterThan(0);
  const plays = await operator.plays(player.id);
  expect(plays.map(play => play.seq)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 2));
  await way.close();
});

test('two tabs with one key: no number is used twice, none is missing, and what both showed is there', async () => {
  const { player } = await operator.screen('Tabs', [red, blue], 1);
  const first = await show(player.player_key);
  const second = await show(player.player_key);
  await first.locator('html[data-state=replaced]').waitFor();
  await expect.poll(() => counter(second, player.id), { timeout: 15_000 }).toBeGreaterThan(6);
  await operator.command(player.id, 'pause');
  await operator.command(player.id, 'sync');
  await expect.poll(() => waiting(second), { timeout: 15_000 }).toBe(0);
  unbroken((await operator.plays(player.id)).map(play => play.seq));
});

test('a screen that becomes another keeps what it showed as the first to itself: nobody else is credited with it', async () => {
  const { player } = await operator.screen('Old', [red], 1);
  const { player: next } = await operator.screen('New', [blue], 1);
  const page = await show(player.player_key);
  await expect.poll(() => counter(page, player.id), { timeout: 15_000 }).toBeGreaterThan(2);
  await operator.call('POST', `/players/${player.id}/key`);
  await page.locator('html[data-state=revoked]').waitFor();
  const before = (await operator.plays(player.id)).length;
  await page.close();
  const again = await show(next.player_key);
  await expect.poll(() => counter(again, next.id), { timeout: 15_000 }).toBeGreaterThan(2);
  await operator.command(next.id, 'sync');
  await expect.poll(async () => (await operator.plays(next.id)).length, { timeout: 10_000 }).toBeGreaterThan(1);
  const plays = await operator.plays(next.id);
  unbroken(plays.map(play => play.seq));
  expect(new Set(plays.map(play => play.content_id))).toEqual(new Set([blue.id]));
  expect((await operator.plays(player.id)).length).toBe(before);
  await expect
    .poll(async () => (await operator.player(next.id)).system_info.plays_of_earlier_identity, { timeout: 10_000 })
    .toBeGreaterThan(0);
});

test('a clock two hours off: the instants of plays are right, also of those before the server could be asked', async () => {
  const { player } = await operator.screen('Clock', [red, blue], 1);
  await kiosk.context.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 7_200_000;
  });
  const page = await show(player.player_key);
  await expect.poll(() => counter(page, player.id), { timeout: 15_000 }).toBeGreaterThan(2);
  await operator.command(player.id, 'sync');
  await expect.poll(async () => (await operator.plays(player.id)).length, { timeout: 10_000 }).toBeGreaterThan(1);
  for (const play of await operator.plays(player.id)) {
    expect(Math.abs(Date.parse(play.started_at) - Date.now())).toBeLessThan(hour / 4);
    expect(play.clock_suspect).toBe(false);
  }
});

test('the journal’s database is deleted: what is on the glass then is stored all the same, under a number of its own', async () => {
  const { player } = await operator.screen('Deleted', [red, blue], 3);
  const page = await show(player.player_key);
  await expect.poll(() => counter(page, player.id), { timeout: 15_000 }).toBe(2);
  await page.evaluate(() => new Promise(resolve => Object.assign(indexedDB.deleteDatabase('tvs-journal'), { onsuccess: resolve })));
  await operator.command(player.id, 'next');
  await operator.command(player.id, 'sync');
  await expect
    .poll(async () => (await operator.plays(player.id)).map(({ content_id, reason }) => [content_id, reason]), { timeout: 40_000 })
    .toContainEqual([blue.id, 'skipped']);
});

test('the disk is full: plays go on, are delivered from memory, and none is lost', async () => {
  const { player } = await operator.screen('Full', [red, blue], 1);
  // Chromium's own override of the quota does not reach IndexedDB: the refusal is planted where the disk would speak.
  await kiosk.context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      const full = 'diskFull' in globalThis && this.transaction.db.name === 'tvs-journal';
      if (full) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  const page = await show(player.player_key);
  await expect.poll(() => counter(page, player.id), { timeout: 15_000 }).toBeGreaterThan(1);
  await page.evaluate(() => Object.assign(globalThis, { diskFull: true }));
  await expect
    .poll(async () => (await operator.player(player.id)).system_info.plays_in_memory ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(4);
  await operator.command(player.id, 'sync');
  await expect.poll(async () => (await operator.plays(player.id)).length, { timeout: 20_000 }).toBeGreaterThan(4);
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'diskFull'));
  await operator.command(player.id, 'pause');
  await operator.command(player.id, 'sync');
  await expect.poll(async () => (await operator.player(player.id)).system_info.pending_plays, { timeout: 30_000 }).toBe(0);
  unbroken((await operator.plays(player.id)).map(play => play.seq));
});

const contentOf = async (page: Page) => Number(await page.locator('html').getAttribute('data-content-id'));
const openLength = (page: Page) => page.evaluate(look, 'open').then(found => Math.max(0, ...found.map(one => one.length)));
const waiting = (page: Page) => page.evaluate(look, 'plays').then(found => found.length);
const counter = (page: Page, player: number) => page.evaluate(count, player);

/** Run in the page: what the journal's database holds. */
function look(store: string): Promise<{ length: number }[]> {
  return new Promise(resolve => {
    const opening = indexedDB.open('tvs-journal');
    opening.onsuccess = () => {
      const asking = opening.result.transaction(store).objectStore(store).getAll();
      asking.onsuccess = () => resolve(asking.result);
      opening.result.close();
    };
  });
}

/** Run in the page: the highest number that was used. */
function count(player: number): Promise<number> {
  return new Promise(resolve => {
    const opening = indexedDB.open('tvs-journal');
    opening.onsuccess = () => {
      const asking = opening.result.transaction('counters').objectStore('counters').get(player);
      asking.onsuccess = () => resolve(asking.result ?? 0);
      opening.result.close();
    };
  });
}

interface Old {
  player: number;
  content: number;
  plays: number;
  from: number;
  now: number;
}

/** Run in the page: a day's journal that nobody has fetched. */
function fill({ player, content, plays, from, now }: Old): Promise<void> {
  const rest = {
    campaign: 1,
    schedule: 1,
    version: 'v',
    length: 5000,
    completed: true,
    reason: null,
    run: 'before',
    mono: 0,
    guessed: false,
  };
  return new Promise(resolve => {
    const opening = indexedDB.open('tvs-journal');
    opening.onsuccess = () => {
      const trx = opening.result.transaction(['plays', 'counters'], 'readwrite');
      for (let index = 0; index < plays; index++)
        trx.objectStore('plays').put({ player, seq: from + index, content, started: now + index * 5000, ...rest });
      trx.objectStore('counters').put(from + plays - 1, player);
      trx.oncomplete = () => resolve();
      opening.result.close();
    };
  });
}
