import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Content, Editorial, EditorialItem, Play } from '@tvs/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shot } from '../support/browser.ts';
import { card, cardOnGlass, sees } from '../support/colour-cards.ts';
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
  await show([red]);
});
afterEach(async () => {
  await screen.stop();
  await proxy.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const show = (...items: [Content, number?][]) =>
  shop.ok('PATCH', `/campaigns/${shown.id}`, {
    items: items.map(([{ id }, duration = 30]) => ({ content_id: id, duration, fit: 'fill' })),
  });
const sync = () => shop.ok('POST', `/players/${shop.player.id}/command`, { command: 'sync', params: null });
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
    await show([content]);
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
  await show([green]);
  await sees(page, 'green');
  await show([red]);
  await sees(page, 'red');
  // Once there is room again the next word of the server is reason enough to keep it.
  await session.send('Storage.overrideQuotaForOrigin', { origin: proxy.url });
  await page.evaluate(() => new Promise(resolve => Object.assign(indexedDB.deleteDatabase('tvs-player'), { onsuccess: resolve })));
  await sync();
  const version = await page.locator('html').getAttribute('data-programme-version');
  await expect.poll(() => page.evaluate(keptVersion), { timeout: 10_000 }).toBe(version);
});

/** In the page: the version of the programme on the disk. */
async function keptVersion(): Promise<string | undefined> {
  // To open what is not there would make it, and wrong.
  if (!(await indexedDB.databases()).some(({ name }) => name === 'tvs-player')) return undefined;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tvs-player');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const asking = opening.result.transaction('state').objectStore('state').get('programme');
      asking.onsuccess = () => resolve(asking.result?.version);
      opening.result.close();
    };
  });
}

test('a database and a cache that went bad do not keep the screen from starting', async () => {
  await keptByWorker(await screen.start(address));
  await held();
  await screen.stop();
  const stores = join(screen.profile, 'Default', 'IndexedDB');
  const [store] = (await readdir(stores)).filter(name => name.endsWith('.leveldb'));
  // A file where the folder was: the browser can neither open it nor heal it.
  await rm(join(stores, store ?? ''), { recursive: true });
  await writeFile(join(stores, store ?? ''), 'not a database');
  const shell = join(screen.profile, 'Default', 'Service Worker', 'CacheStorage');
  await rm(shell, { recursive: true });
  await writeFile(shell, 'not a cache');
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
  // Letters differ in width: the widest code gets smaller, and nothing leaves the glass, upright or not.
  await page.locator('.pairing .code span').first().waitFor();
  await page.evaluate(() => {
    for (const half of document.querySelectorAll('.pairing .code span')) half.textContent = 'WMW';
  });
  for (const size of [
    { width: 1280, height: 720 },
    { width: 800, height: 600 },
    { width: 720, height: 1280 },
  ]) {
    await page.setViewportSize(size);
    await page.waitForFunction(() => {
      const box = (selector: string) => [...document.querySelectorAll(selector)].map(element => element.getBoundingClientRect());
      const [room, picture] = box('.pairing .words, .pairing .qr');
      const fits = box('.pairing .code span').every(({ right }) => room && right <= room.right + 1);
      return fits && picture && picture.right <= innerWidth && picture.bottom <= innerHeight;
    });
    await shot(page, `screen-pairing-wide-${size.width}`);
  }
});

test('a screen that does not know its place yet shows no clock, which might be hours off', async () => {
  const other = await shop.ok<{ player_key: string }>('POST', '/players', { name: 'New', location_id: shop.location.id });
  const page = await screen.start('about:blank');
  await page.routeWebSocket(/socket\.io/, () => undefined);
  await page.goto(`${proxy.url}/player/?key=${other.player_key}`);
  await page.getByText('Looking for the server').waitFor();
  expect(await page.locator('.idle .time').textContent()).toBe('');
});

test('a server that has lost its memory for a while finds the screen playing again, without anyone pairing it', async () => {
  const page = await screen.start(address);
  await held();
  const empty = await Shop.open();
  proxy.target = empty.server.port;
  proxy.link(false);
  proxy.link(true);
  await page.locator('html[data-state=revoked]').waitFor();
  await page.reload();
  // Nothing of what it held is shown meanwhile.
  await page.locator('html[data-state=revoked]').waitFor();
  proxy.target = shop.server.port;
  await empty.close();
  await page.reload();
  await sees(page, 'red');
});

/** In the page: so many locks were given, and the last still holds. */
function awake(count: number): boolean {
  const { locks } = globalThis as unknown as { locks: WakeLockSentinel[] };
  return locks.length === count && locks.at(-1)?.released === false;
}

test('an editorial edited on the glass is replaced there at once and keeps its place; it plays on after a start without a network', async () => {
  const editorial = await shop.ok<Editorial>('POST', '/editorials', { name: 'Avisos', kind: 'manual', config: { seconds_per_item: 2 } });
  const add = (title: string) => shop.ok<EditorialItem>('POST', `/editorials/${editorial.id}/items`, { title, body: 'Todos os dias' });
  const first = await add('Abrimos às nove');
  await add('Fechamos às dez');
  const slides = await shop.ok<Content>('GET', `/content/${editorial.content_id}`);
  await show([red, 1], [slides, 600], [green, 600]);
  const page = await screen.start(address);
  await page.locator(`html[data-content-id="${slides.id}"]`).waitFor();
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const seen = new Set<string | undefined>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.add(dataset.contentId)).observe(document.documentElement, { attributes: true });
  });
  const fetched = proxy.files(slides.id).length;
  proxy.fault = ({ path }) => (path.includes(`/content/${slides.id}/file`) ? { cutAfter: 1 } : undefined);
  await shop.ok('PATCH', `/editorials/${editorial.id}/items/${first.id}`, { title: 'Abrimos às sete' });
  await expect.poll(() => proxy.files(slides.id).length, { timeout: 10_000 }).toBeGreaterThan(fetched);
  // What would come in its place has had the time to be made ready.
  await page.locator('h1', { hasText: 'Fechamos às dez' }).waitFor();
  proxy.fault = () => undefined;
  await sync();
  await page.locator('h1', { hasText: 'Abrimos às sete' }).waitFor();
  expect(await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])).toEqual([String(slides.id)]);

  await page.locator('html[data-library="3/3"]').waitFor();
  await keptByWorker(page);
  proxy.link(false);
  await screen.stop();
  const again = await screen.start(`${proxy.url}/player/`);
  await again.locator(`html[data-content-id="${slides.id}"]`).waitFor();
  await again.locator('h1', { hasText: 'Abrimos às sete' }).waitFor();
  await shot(again, 'editorial-offline');
  await again.locator('h1', { hasText: 'Fechamos às dez' }).waitFor();
  expect(await again.locator('html').getAttribute('data-connection')).toBe('offline');
});

test('of five items three are bad: a script without end, a picture that never comes, wrong bytes; the two good ones play on', async () => {
  // Takes calls and never says a word.
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const page = (name: string, body: string) => shop.content(name, Buffer.from(`<!doctype html><title>${name}</title>${body}`));
  const stuck = await page('stuck.html', '<script>while (true) {}</script>');
  const endless = await page('endless.html', `<img src="https://127.0.0.1:${port}/">`);
  const wrong = await shop.content('wrong.png', await card('yellow', 20_000));
  const other = await card('blue', wrong.file_size);
  proxy.fault = ({ path }) => (path.includes(`/content/${wrong.id}/file`) ? { change: () => other } : undefined);
  await show([red, 1], [stuck, 1], [endless, 1], [wrong, 1], [green, 1]);
  const glass = await screen.start(address);
  await glass.locator('html[data-library="4/5"]').waitFor();
  for (const name of ['red', 'green', 'red', 'green'] as const) await sees(glass, name);
  for (let look = 0; look < 10; look++) expect(['red', 'green']).toContain(await cardOnGlass(glass));
  await sync();
  const failed = async () => {
    const { items } = await shop.ok<{ items: Play[] }>('GET', `/players/${shop.player.id}/plays?per_page=200`);
    return new Set(items.filter(({ reason }) => reason === 'failed').map(({ content_id }) => content_id));
  };
  await expect.poll(failed, { timeout: 20_000 }).toEqual(new Set([stuck.id, endless.id]));
  silent.close();
});

test('where campaigns change at the end of an item, the one on the glass plays to its end', async () => {
  await shop.ok('PATCH', '/settings', { campaign_change: 'item_end' });
  await show([red, 4], [green, 600]);
  const page = await screen.start(address);
  await page.locator(`html[data-content-id="${red.id}"]`).waitFor();
  const other = await shop.campaign('Other', [await shop.content('blue.png', await card('blue'))]);
  await shop.schedule(other, { priority: 5 });
  await sees(page, 'blue');
  await sync();
  const ofRed = async () => {
    const { items } = await shop.ok<{ items: Play[] }>('GET', `/players/${shop.player.id}/plays?per_page=200`);
    return items.filter(({ content_id }) => content_id === red.id).sort((a, b) => b.seq - a.seq)[0];
  };
  await expect.poll(ofRed, { timeout: 20_000 }).toMatchObject({ completed: true, reason: null });
});
