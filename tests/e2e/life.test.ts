import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Content } from '@tvs/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shot } from '../support/browser.ts';
import { card, sees } from '../support/colour-cards.ts';
import { type Fault, PlayerProxy } from '../support/player-proxy.ts';
import { root } from '../support/process.ts';
import { keptByWorker, Screen, Shop } from '../support/shop.ts';

/** What a player lives through in months: updates, bad disks, the loss of its key. */
let shop: Shop;
let proxy: PlayerProxy;
let screen: Screen;
let folder: string;
let address: string;
let red: Content;
let green: Content;
let shown: Campaign;

beforeAll(async () => {
  shop = await Shop.open();
  red = await shop.content('red.png', await card('red'));
  green = await shop.content('green.png', await card('green'));
  shown = await shop.campaign('Shown', [red]);
  await shop.schedule(shown);
  // There, so that its file is held, but never on.
  await shop.schedule(await shop.campaign('Spare', [green]), { priority: -5 });
});
afterAll(() => shop?.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-life-'));
  proxy = await PlayerProxy.to(shop.server.port);
  screen = new Screen(join(folder, 'profile'));
  address = `${proxy.url}/player/?key=${shop.player.player_key}`;
  await show(red);
});
afterEach(async () => {
  await screen.stop();
  await proxy.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const show = ({ id }: Content) => shop.ok('PATCH', `/campaigns/${shown.id}`, { items: [{ content_id: id, duration: 30, fit: 'fill' }] });
const held = () => screen.page.locator('html[data-library="2/2"]').waitFor();

test('a new version of the application is taken when every file of it is there, and never in part', async () => {
  const page = await screen.start(address);
  await sees(page, 'red');
  await keptByWorker(page);
  const deployed = new Map<string, Buffer>();
  proxy.fault = ({ path }): Fault | undefined => {
    const body = deployed.get(new URL(path, proxy.url).pathname);
    return body && { body, status: 200 };
  };
  // The update begins: the worker is new, the page it names is not there yet.
  const dist = join(root, 'apps/player/dist');
  const index = Buffer.from((await readFile(join(dist, 'index.html'), 'utf8')).replace('<title>TVS', '<title>TVS 2'));
  const old = createHash('sha256')
    .update(await readFile(join(dist, 'index.html')))
    .digest('hex');
  const worker = (await readFile(join(dist, 'sw.js'), 'utf8')).replace(old, createHash('sha256').update(index).digest('hex'));
  expect(worker).not.toContain(old);
  deployed.set('/player/sw.js', Buffer.from(worker.replace(/version:"\w+"|"version":"\w+"/, 'version:"half"')));
  const update = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update().catch(() => {});
      const next = registration?.installing ?? registration?.waiting;
      if (next && next.state === 'installing') await new Promise(resolve => next.addEventListener('statechange', resolve, { once: true }));
      return next?.state;
    });
  expect(await update()).toBe('redundant');
  proxy.link(false);
  await page.reload();
  expect(await page.title()).toBe('TVS');
  await sees(page, 'red');

  // The update ends.
  proxy.link(true);
  deployed.set('/player/sw.js', Buffer.from(worker.replace(/version:"\w+"|"version":"\w+"/, 'version:"whole"')));
  deployed.set('/player/index.html', index);
  expect(await update()).toBe('installed');
  expect(await page.title()).toBe('TVS');
  await page.locator('html[data-connection=online]').waitFor({ timeout: 20_000 });
  await shop.ok('POST', `/players/${shop.player.id}/command`, { command: 'restart' });
  await expect.poll(() => page.title().catch(() => ''), { timeout: 10_000 }).toBe('TVS 2');
  proxy.link(false);
  await page.reload();
  expect(await page.title()).toBe('TVS 2');
  await sees(page, 'red');
});

test('whatever moment the power fails, the programme that is kept is one of those that were published, whole', async () => {
  const page = await screen.start(address);
  await held();
  await keptByWorker(page);
  const published = new Map<string, number>();
  for (const content of [green, red, green, red, green, red, green]) {
    await show(content);
    const { programme_version } = await shop.ok<{ programme_version: string }>('POST', `/players/${shop.player.id}/sync`);
    published.set(programme_version, content.id);
  }
  screen.kill();
  proxy.link(false);
  await screen.stop();
  const again = await screen.start(`${proxy.url}/player/`);
  await again.locator('html[data-state=playing][data-connection=offline]').waitFor();
  const [programmeVersion = '', contentId] = await again.evaluate(() => {
    const { programmeVersion, contentId } = document.documentElement.dataset;
    return [programmeVersion, contentId];
  });
  expect([...published.keys()]).toContain(programmeVersion);
  expect(Number(contentId)).toBe(published.get(programmeVersion));
  await sees(again, contentId === String(red.id) ? 'red' : 'green');
});

test('where nothing can be stored any more, a new programme plays all the same', async () => {
  const page = await screen.start(address);
  await held();
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: proxy.url, quotaSize: 1 });
  await show(green);
  await sees(page, 'green');
  await show(red);
  await sees(page, 'red');
});

test('a database that went bad does not keep the screen from starting', async () => {
  await screen.start(address);
  await held();
  await screen.stop();
  const stores = join(screen.profile, 'Default', 'IndexedDB');
  const [store] = (await readdir(stores)).filter(name => name.endsWith('.leveldb'));
  // A file where the folder was: the browser can neither open it nor heal it.
  await rm(join(stores, store ?? ''), { recursive: true });
  await writeFile(join(stores, store ?? ''), 'not a database');
  const page = await screen.start(`${proxy.url}/player/`);
  await sees(page, 'red');
  await held();
  const works = await page.evaluate(
    () =>
      new Promise(resolve => {
        const opening = indexedDB.open('any');
        opening.onsuccess = () => resolve(true);
        opening.onerror = () => resolve(false);
      }),
  );
  expect(works).toBe(false);
  // Its files were not in the database: none had to come again.
  expect(proxy.files(red.id)).toHaveLength(1);
});

test('the screen is kept awake, again after the browser let it sleep', async () => {
  const page = await screen.start(
    address,
    `globalThis.locks = []; { const { wakeLock } = navigator; const request = wakeLock.request.bind(wakeLock);
      wakeLock.request = async kind => { const lock = await request(kind); locks.push(lock); return lock; } }`,
  );
  await page.waitForFunction(awake, 1);
  await page.evaluate(async () => {
    await (globalThis as unknown as { locks: WakeLockSentinel[] }).locks[0]?.release();
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForFunction(awake, 2);
});

test('a screen whose key was taken away says so, and shows nothing more of it', async () => {
  const other = await shop.ok<{ id: number; player_key: string }>('POST', '/players', { name: 'Other', location_id: shop.location.id });
  const page = await screen.start(`${proxy.url}/player/?key=${other.player_key}`);
  await sees(page, 'red');
  await shop.ok('POST', `/players/${other.id}/key`);
  await page.locator('html[data-state=revoked]').waitFor();
  await page.getByText('This screen was disconnected from the system').waitFor();
  await shot(page, 'screen-revoked');
  await page.reload();
  await page.locator('html[data-state=pairing]').waitFor();
});

/** In the page: so many locks were given, and the last still holds. */
function awake(count: number): boolean {
  const { locks } = globalThis as unknown as { locks: WakeLockSentinel[] };
  return locks.length === count && locks.at(-1)?.released === false;
}
