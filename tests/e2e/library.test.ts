import { openAsBlob, readdirSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Content, Schedule } from '@tvs/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Card, card, cardOnGlass, sees } from '../support/colour-cards.ts';
import { makeFilm } from '../support/film.ts';
import { PlayerProxy } from '../support/player-proxy.ts';
import { Screen, Shop } from '../support/shop.ts';

/** The library of a real player in a real browser, with a bad network between it and the real server. */
const MEGABYTE = 1e6;

let shop: Shop;
let proxy: PlayerProxy;
let screen: Screen;
let folder: string;
let address: string;
let schedules: Schedule[] = [];

beforeAll(async () => {
  shop = await Shop.open();
});
afterAll(() => shop?.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-library-'));
  proxy = await PlayerProxy.to(shop.server.port);
  screen = new Screen(join(folder, 'profile'));
  address = `${proxy.url}/player/?key=${shop.player.player_key}`;
});
afterEach(async () => {
  await screen.stop();
  await proxy.close();
  await clear();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The only thing that is on from now on. */
async function plays(campaign: Campaign): Promise<void> {
  const before = schedules;
  schedules = [await shop.schedule(campaign)];
  await off(before);
}

async function clear(): Promise<void> {
  await off(schedules);
  schedules = [];
}

async function off(some: readonly Schedule[]): Promise<void> {
  for (const { id } of some) await shop.ok('DELETE', `/schedules/${id}`);
}

const told = (fact: string) => expect.poll(async () => (await shop.told())[fact], { timeout: 20_000, interval: 100 });
const cardFile = async (name: Card, bytes = 0) => shop.content(`${name}.png`, await card(name, bytes));
const ready = (words: string) => screen.page.locator(`html[data-library="${words}"]`).waitFor({ timeout: 60_000 });

test('a download of 200 MB that is cut ten times asks for exactly the bytes that are missing each time', async () => {
  const file = join(folder, 'film.mp4');
  await makeFilm(file, 200 * MEGABYTE);
  const film = await shop.content('film.mp4', await openAsBlob(file));
  await plays(await shop.campaign('Film', [film]));
  const cuts = [9_000_001, 7 * MEGABYTE, 12_345_678, 30 * MEGABYTE, 8_333_333, 11_000_001, 8_388_608, 40 * MEGABYTE, 8_000_017, 9_999_999];
  const waiting = [...cuts];
  const onDisk: number[] = [];
  proxy.fault = ({ path }) => {
    if (!path.includes(`/content/${film.id}/file`)) return undefined;
    onDisk.push(largestFile(join(screen.profile, 'Default', 'File System')));
    return { cutAfter: waiting.shift() ?? Number.POSITIVE_INFINITY };
  };
  await screen.start(address);
  await ready('1/1');

  const asked = proxy.files(film.id);
  expect(asked).toHaveLength(cuts.length + 1);
  expect(onDisk[0]).toBe(0);
  // What the browser had not handed over when the connection broke is lost; what was written is not asked for again.
  for (const [index, { range, ifRange, status, bytes }] of asked.entries()) {
    const [kept = 0, before = 0] = [onDisk[index], onDisk[index - 1]];
    expect({ range, ifRange, status }, `request ${index}`).toEqual(
      index === 0 ? { status: 200 } : { range: `bytes=${kept}-`, ifRange: `"${film.sha256}"`, status: 206 },
    );
    expect(kept, `before request ${index}`).toBeGreaterThanOrEqual(before);
    if (index > 0) expect(kept).toBeLessThanOrEqual(before + (asked[index - 1]?.bytes ?? 0));
    if (index === cuts.length) expect(kept + bytes).toBe(film.file_size);
  }
  await screen.page.locator('html[data-state=playing]').waitFor();
});

test('wrong bytes are never shown and reported; the file is tried again and shown when it is right', async () => {
  const [good, bad] = [await cardFile('green'), await cardFile('red', 20_000)];
  const other = await card('yellow', bad.file_size);
  expect(other).toHaveLength(bad.file_size);
  let wrong = true;
  proxy.fault = ({ path }) => (wrong && path.includes(`/content/${bad.id}/file`) ? { change: () => other } : undefined);
  await plays(await shop.campaign('Two', [good, bad], 1));
  const page = await screen.start(address);
  await sees(page, 'green');
  await told('library_failed').toBe('1: wrong_bytes: red');
  for (let look = 0; look < 10; look++) expect(await cardOnGlass(page)).toBe('green');
  const receipt = async () => {
    const { receipts, programme_version } = await shop.known();
    return receipts.find(word => word.programme_version === programme_version);
  };
  await expect.poll(receipt, { timeout: 10_000 }).toMatchObject({ downloaded_at: null, on_screen_at: expect.any(String) });
  wrong = false;
  await ready('2/2');
  await sees(page, 'red');
  await expect.poll(async () => (await receipt())?.downloaded_at, { timeout: 10_000 }).toEqual(expect.any(String));
  await told('library_failed').toBeNull();
});

test('a file that changed between two tries comes from its beginning', async () => {
  const film = await cardFile('blue', 9 * MEGABYTE);
  let tries = 0;
  proxy.fault = ({ path }) =>
    path.includes(`/content/${film.id}/file`) && ++tries === 1
      ? { cutAfter: 6 * MEGABYTE, change: bytes => Buffer.alloc(bytes.length, 'old'), headers: { etag: '"of before"' } }
      : undefined;
  await plays(await shop.campaign('Changed', [film]));
  const page = await screen.start(address);
  await sees(page, 'blue');
  expect(proxy.files(film.id)).toMatchObject([
    { range: undefined, ifRange: undefined, status: 200, bytes: 6 * MEGABYTE },
    { range: expect.stringMatching(/^bytes=\d+-$/), ifRange: '"of before"', status: 200, bytes: film.file_size },
  ]);
});

test('when not everything fits, what plays soonest is kept and the server is told; what no programme names goes first', async () => {
  const old = await cardFile('grey', 3 * MEGABYTE);
  await plays(await shop.campaign('Before', [old]));
  const page = await screen.start(`${address}&library_mb=9`);
  await sees(page, 'grey');
  const sizes: Record<string, Content> = {
    first: await cardFile('red', 4 * MEGABYTE),
    large: await shop.content('large.png', await card('blue', 7 * MEGABYTE)),
    small: await cardFile('green', MEGABYTE),
  };
  await plays(await shop.campaign('After', Object.values(sizes), 1));
  await sees(page, 'red');
  await sees(page, 'green');
  await told('library_no_room').toBe('1: large');
  expect(await shop.told()).toMatchObject({ library_ready: 2, library_total: 3, library_wanted_bytes: 12 * MEGABYTE });
  expect(proxy.files(sizes.large?.id ?? 0)).toEqual([]);
  // Was needed until just now, and there is room: it can come back at once.
  await plays(await shop.campaign('Again', [old], 1));
  await sees(page, 'grey');
  expect(proxy.files(old.id)).toHaveLength(1);
  // Nothing fits: whoever stands before the screen reads why it shows nothing.
  await plays(await shop.campaign('Huge', [await cardFile('yellow', 10 * MEGABYTE)]));
  await told('library_no_room').toBe('1: yellow');
  await page.reload();
  await page.getByText('No room for the programme').waitFor();
});

test('a disk that is full sooner than the browser says lets go of what is not needed, and goes on', async () => {
  await plays(await shop.campaign('Before', [await cardFile('blue', 3 * MEGABYTE)]));
  const page = await screen.start(address);
  await sees(page, 'blue');
  await plays(await shop.campaign('Small', [await cardFile('grey', 20_000)]));
  await sees(page, 'grey');
  const next = await cardFile('red', 4 * MEGABYTE);
  const session = await page.context().newCDPSession(page);
  // After the player has measured: only the write itself fails.
  await session.send('Storage.overrideQuotaForOrigin', { origin: proxy.url, quotaSize: 6 * MEGABYTE });
  await plays(await shop.campaign('After', [next]));
  await told('library_failed').toBe('1: full: red');
  await sees(page, 'red', 20_000);
  expect(proxy.files(next.id).length).toBeGreaterThan(1);
});

test('a file that went bad on the disk is found before it is shown, and fetched again', async () => {
  const content = await cardFile('green', 2 * MEGABYTE);
  await plays(await shop.campaign('One', [content]));
  await screen.start(address);
  await ready('1/1');
  await sees(screen.page, 'green');
  await screen.stop();
  const stored = await card('green', 2 * MEGABYTE);
  const other = await card('red', 2 * MEGABYTE);
  expect(await replaceOnDisk(screen.profile, stored, other)).toBe(1);

  proxy.link(false);
  const page = await screen.start(`${proxy.url}/player/`);
  await page.locator('html[data-library="0/1"]').waitFor();
  for (let look = 0; look < 5; look++) expect(await cardOnGlass(page)).toBeNull();
  proxy.link(true);
  await sees(page, 'green', 30_000);
  await told('library_spoilt').toBe(1);
});

test('on plain HTTP, where a browser has no file system, files go on, are verified and play all the same', async () => {
  const film = await cardFile('yellow', 9 * MEGABYTE);
  let tries = 0;
  proxy.fault = ({ path }) => (path.includes(`/content/${film.id}/file`) && ++tries === 1 ? { cutAfter: 5 * MEGABYTE } : undefined);
  await plays(await shop.campaign('Plain', [film]));
  const { port } = new URL(proxy.url);
  const page = await screen.start(address.replace(proxy.url, `http://tvs.test:${port}`), '', [
    '--host-resolver-rules=MAP tvs.test 127.0.0.1',
  ]);
  await sees(page, 'yellow');
  expect(proxy.files(film.id).map(({ range }) => range)).toEqual([undefined, expect.stringMatching(/^bytes=[1-5]\d{6}-$/)]);
  await told('library_store').toBe('indexeddb');
});

/** Puts other bytes in the place of these in the browser's profile; returns in how many files. */
async function replaceOnDisk(profile: string, bytes: Buffer, other: Buffer): Promise<number> {
  let replaced = 0;
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (await stat(path)).size !== bytes.length || !(await readFile(path)).equals(bytes)) continue;
    await writeFile(path, other);
    replaced++;
  }
  return replaced;
}

/** Bytes of the largest file below a folder. */
function largestFile(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile() && /^\d+$/.test(entry.name));
  return Math.max(0, ...files.map(entry => statSync(join(entry.parentPath, entry.name)).size));
}
