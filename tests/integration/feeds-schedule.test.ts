import type { ServerResponse } from 'node:http';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import { type App, createApp } from '@tvs/server/app';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type FeedServer, feedServer, onlyHere, rss } from '../support/feeds.ts';

const minute = 60_000;
/** For a busy machine; what is waited for comes much sooner. */
const patience = { timeout: 20_000 };

let app: TestApp;
let feeds: FeedServer;
let clock: TestClock;
beforeEach(async () => {
  feeds = await feedServer();
  clock = testClock('2026-03-05T10:00:00Z');
  app = await startApp({ clock, fetchRules: onlyHere() });
});
afterEach(async () => {
  await app.close();
  await feeds.close();
});

const add = (path: string, refresh_minutes = 30) =>
  app.ok<Editorial>('POST', '/editorials', { name: path, kind: 'feed', feed_url: feeds.url + path, config: { refresh_minutes } });
const asked = (path: string) => feeds.asked.filter(each => each.path === path).length;
const state = async (id: number) => (await app.ok<Editorial>('GET', `/editorials/${id}`)).feed;
const waits = async (id: number) => Date.parse((await state(id))?.next_fetch_at ?? '') - clock.now();
const titles = async (id: number) =>
  (await app.ok<{ items: EditorialItem[] }>('GET', `/editorials/${id}/items`)).items.map(item => item.title);
/** A reading has ended: the next one is set, and not the two minutes of a claim. */
const settled = (id: number) => expect.poll(() => waits(id), patience).toBeGreaterThanOrEqual(5 * minute);

test('a feed is read in its rhythm, not sooner, and its news comes by itself', async () => {
  feeds.serve('/a', rss([{ title: 'one' }]));
  const { id } = await add('/a');
  await settled(id);
  const pause = await waits(id);
  expect(pause).toBeGreaterThanOrEqual(30 * minute);
  expect(pause).toBeLessThanOrEqual(33 * minute);
  feeds.serve('/a', rss([{ title: 'two' }]));
  clock.advance(pause - 1);
  await app.ok('GET', '/editorials');
  expect(asked('/a')).toBe(1);
  clock.advance(1);
  await expect.poll(() => titles(id), patience).toEqual(['two']);
  expect(asked('/a')).toBe(2);
});

test('a feed that fails is left alone for longer each time, and read in its rhythm once it is well', async () => {
  feeds.serve('/b', (_, response) => response.writeHead(500).end());
  const { id } = await add('/b');
  for (const [failures, least] of [
    [1, 5],
    [2, 10],
    [3, 20],
    [4, 40],
  ] as const) {
    await expect.poll(async () => (await state(id))?.failures, patience).toBe(failures);
    const pause = await waits(id);
    expect(pause).toBeGreaterThanOrEqual(least * minute);
    expect(pause).toBeLessThanOrEqual(least * 1.1 * minute);
    if (failures === 4) feeds.serve('/b', rss([{ title: 'well' }]));
    clock.advance(pause);
  }
  await expect.poll(() => titles(id), patience).toEqual(['well']);
  expect(await state(id)).toMatchObject({ failures: 0, error: null });
  const { db } = app.app.context;
  const log = await db
    .selectFrom('audit_log')
    .select(['user_id', 'after'])
    .where('resource', '=', 'editorial')
    .where('action', '=', 'update')
    .execute();
  // One line when it began to fail, one when it was well again, from nobody.
  expect(log.map(row => [row.user_id, JSON.parse(row.after ?? '').outcome])).toEqual([
    [null, 'failed'],
    [null, 'changed'],
  ]);
});

test('a feed is asked for again no sooner than its server wants', async () => {
  feeds.serve('/c', (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end());
  const { id } = await add('/c', 5);
  await settled(id);
  expect(await waits(id)).toBe(120 * minute);
});

test('no more than four are read at a time, and each gets its turn', async () => {
  const open: ServerResponse[] = [];
  for (let i = 0; i < 10; i++) feeds.serve(`/many-${i}`, (_, response) => void open.push(response));
  const made = [];
  for (let i = 0; i < 10; i++) made.push(await add(`/many-${i}`));
  await expect.poll(() => open.length, patience).toBe(4);
  // Whoever waits is not claimed: another node could read it.
  const due = await app.app.context.db.selectFrom('editorials').select('id').where('feed_next_at', '<=', clock.now()).execute();
  expect(due).toHaveLength(6);
  let answered = 0;
  let most = 0;
  const answerAll = async () => {
    most = Math.max(most, open.length);
    for (const response of open.splice(0)) {
      answered += 1;
      response.end(rss([{ title: 'x' }]));
    }
    return answered;
  };
  await expect.poll(answerAll, patience).toBe(10);
  expect(most).toBeLessThanOrEqual(4);
  for (const { id } of made) await expect.poll(() => titles(id), patience).toEqual(['x']);
});

/** A further server on the same data, once it waits for the instant. */
async function another(instant: number): Promise<App> {
  let waiting = false;
  const watched: TestClock = {
    ...clock,
    at(when, callback) {
      waiting ||= when === instant;
      return clock.at(when, callback);
    },
  };
  const made = await createApp({ config: app.config, clock: watched, fetchRules: onlyHere() });
  await expect.poll(() => waiting, patience).toBe(true);
  return made;
}

// A SQLite file has one server (its folder is locked); several share a MySQL or MariaDB.
test.runIf(process.env.TVS_TEST_DATABASE === 'mariadb')('several servers on the same data read each feed once', async () => {
  feeds.serve('/d', rss([{ title: 'x' }]));
  const { id } = await add('/d');
  await settled(id);
  const due = clock.now() + (await waits(id));
  const others = [await another(due), await another(due), await another(due)];
  clock.moveTo(due);
  await settled(id);
  // Closing waits for whoever is reading.
  for (const other of others) await other.close();
  expect(asked('/d')).toBe(2);
});

test('what fell due while the server was down is read after the start, the rest when it is due', async () => {
  feeds.serve('/soon', rss([{ title: 'x' }]));
  feeds.serve('/late', rss([{ title: 'x' }]));
  const [soon, late] = [await add('/soon', 10), await add('/late', 600)];
  await settled(soon.id);
  await settled(late.id);
  await app.stop();
  clock.advance(60 * minute);
  expect(feeds.asked).toHaveLength(2);
  app = await app.restart();
  await expect.poll(() => asked('/soon'), patience).toBe(2);
  await settled(soon.id);
  expect(asked('/late')).toBe(1);
});

test('closing breaks off what is being read; the next start reads it at once', async () => {
  let answer = false;
  feeds.serve('/slow', (_, response) => {
    if (answer) response.end(rss([{ title: 'x' }]));
  });
  const { id } = await add('/slow');
  await expect.poll(() => asked('/slow'), patience).toBe(1);
  await app.stop();
  answer = true;
  app = await app.restart();
  await expect.poll(() => titles(id), patience).toEqual(['x']);
  expect(await state(id)).toMatchObject({ failures: 0 });
});

test('a feed that was removed while it was read leaves nothing behind', async () => {
  let open: ServerResponse | undefined;
  feeds.serve('/gone', (_, response) => {
    open = response;
  });
  const { id } = await add('/gone');
  await expect.poll(() => open !== undefined, patience).toBe(true);
  await app.ok('DELETE', `/editorials/${id}`);
  open?.end(rss([{ title: 'x' }]));
  feeds.serve('/next', rss([{ title: 'y' }]));
  const next = await add('/next');
  await expect.poll(() => titles(next.id), patience).toEqual(['y']);
  expect(await app.app.context.db.selectFrom('editorial_items').select('title').execute()).toEqual([{ title: 'y' }]);
});
