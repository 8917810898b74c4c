/**
 * A screen that starts without its server, with a gigabyte in its library: from the launch of the browser to its first frame, beside a
 * bare page that plays the same film from a server on this machine. Each start is a new browser with the profile of the one before; what
 * of it the page itself takes stands in a row of its own. Then what the player weighs on the wire, and what it holds in memory after a
 * thousand items.
 */
import { execFile } from 'node:child_process';
import { createReadStream, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Content } from '@tvs/protocol';
import { card, cards } from '../tests/support/colour-cards.ts';
import { makeFilm } from '../tests/support/film.ts';
import { root } from '../tests/support/process.ts';
import { keptByWorker, Screen, Shop } from '../tests/support/shop.ts';
import { median, row, write } from './files-server.ts';

const REPEATS = Number(process.env.REPEATS ?? 7);
const FILMS = Number(process.env.FILMS ?? 40);
const ITEMS = Number(process.env.ITEMS ?? 1000);
const FILM = 25_000_000;

await promisify(execFile)(process.execPath, ['script/build.mjs'], { cwd: root });
const shop = await Shop.open();
try {
  const film = join(shop.folder, 'films', 'film.mp4');
  await mkdir(join(shop.folder, 'films'));
  const films: Content[] = [];
  for (let index = FILMS; index > 0; index--) {
    await makeFilm(film, FILM);
    films.unshift(await shop.content(`film ${index}.mp4`, await openAsBlob(film)));
  }
  const running = await memoryAfter(films);
  const times = await starts(films, film);
  write('player-start', {
    rows: [
      row('launch to the first frame, without a server', FILMS, times.launch, 'player', 'page'),
      row('of it, since the navigation', FILMS, times.navigation, 'player', 'page'),
    ],
    library: `${(FILMS * FILM) / 1e9} GB in ${FILMS} files`,
    'launch, player / page': (median(times.launch.player) / median(times.launch.page)).toFixed(2),
    'navigation, player / page': (median(times.navigation.player) / median(times.navigation.page)).toFixed(2),
    bundle_kB_gz: bundle(),
    memory: running,
    goal: 'at most 2 times the bare page, 60 kB gzipped, memory flat',
  });
} finally {
  await shop.close();
}

type Times = Record<'player' | 'page', number[]>;

async function starts(films: readonly Content[], film: string): Promise<{ launch: Times; navigation: Times }> {
  const screen = new Screen(join(shop.folder, 'screen'));
  const bare = new Screen(join(shop.folder, 'bare'));
  const loop = await shop.campaign('Library', films);
  await shop.schedule(loop, { priority: 1 });
  const page = await screen.start(`${shop.server.url}/player/?key=${shop.player.player_key}`);
  await page.locator(`html[data-library="${FILMS}/${FILMS}"]`).waitFor({ timeout: 300_000 });
  await keptByWorker(page);
  await screen.stop();
  await shop.server.end('SIGKILL');

  const server = createServer((request, response) => {
    if (request.url === '/film.mp4') {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': FILM });
      createReadStream(film)
        .pipe(response)
        .on('error', () => {});
    } else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><video autoplay muted src="/film.mp4"></video>');
  }).listen(0, '127.0.0.1');
  const port = await new Promise<number>(resolve => {
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const times: { launch: Times; navigation: Times } = { launch: { player: [], page: [] }, navigation: { player: [], page: [] } };
  try {
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      const player = await firstFrame(screen, `${shop.server.url}/player/`, true);
      const other = await firstFrame(bare, `http://127.0.0.1:${port}/`, false);
      // One round before, which does not count.
      if (repeat === 0) continue;
      for (const since of ['launch', 'navigation'] as const) {
        times[since].player.push(player[since]);
        times[since].page.push(other[since]);
      }
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return times;
}

/** Ms to the first frame on the glass, in a new browser. */
async function firstFrame(screen: Screen, address: string, player: boolean): Promise<{ launch: number; navigation: number }> {
  const began = performance.now();
  const page = await screen.start(address);
  const navigation = await page.evaluate(async isPlayer => {
    while (performance.now() < 20_000) {
      const film = document.querySelector('video');
      const there = isPlayer ? document.documentElement.dataset.state === 'playing' : film;
      if (film && there) {
        // It may have been drawn already.
        if (film.getVideoPlaybackQuality().totalVideoFrames > 0) return performance.now();
        return new Promise<number>(resolve => film.requestVideoFrameCallback(now => resolve(now)));
      }
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    throw new Error('no first frame');
  }, player);
  const launch = performance.now() - began;
  await screen.stop();
  return { launch, navigation };
}

/** Heap, nodes and memory of the renderer before and after so many items. */
async function memoryAfter(films: readonly Content[]): Promise<Record<string, string>> {
  const pictures: Content[] = [];
  for (const name of Object.keys(cards) as (keyof typeof cards)[]) pictures.push(await shop.content(`${name}.png`, await card(name)));
  await shop.ok('PATCH', `/content/${films[0]?.id}`, { title: 'film' });
  const short = await shop.campaign('Short', [...pictures, ...pictures, ...films.slice(0, 1)], 0.05);
  const schedule = await shop.schedule(short);
  const screen = new Screen(join(shop.folder, 'memory'));
  const page = await screen.start(`${shop.server.url}/player/?key=${shop.player.player_key}`);
  await page.locator('html[data-library="6/6"]').waitFor({ timeout: 60_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const after = async (items: number) => {
    await page.evaluate(
      count =>
        new Promise<void>(resolve => {
          let seen = 0;
          const watch = new MutationObserver(() => {
            if (++seen < count) return;
            watch.disconnect();
            resolve();
          });
          watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-content-id'] });
        }),
      items,
    );
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0;
    return { heap: value('JSHeapUsedSize') / 1e6, nodes: value('Nodes'), listeners: value('JSEventListeners') };
  };
  const early = await after(Math.min(100, ITEMS / 10));
  const late = await after(ITEMS);
  await screen.stop();
  await shop.ok('DELETE', `/schedules/${schedule.id}`);
  await rm(screen.profile, { recursive: true, force: true, maxRetries: 5 });
  const said = (name: keyof typeof early, unit = '') => `${early[name].toFixed(1)}${unit} → ${late[name].toFixed(1)}${unit}`;
  return { [`heap after 100 → ${ITEMS} items`]: said('heap', ' MB'), nodes: said('nodes'), listeners: said('listeners') };
}

/** All that a player loads, each file gzipped as a server sends it. */
function bundle(): number {
  const dist = join(root, 'apps/player/dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && /\.(js|css|html)$/.test(entry.name),
  );
  return files.reduce((total, entry) => total + gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length, 0) / 1000;
}
