/**
 * The built console with a fleet behind it: 10,000 screens with a socket and a heartbeat each, 2,000 contents. What its first page loads
 * and when it answers, how it scrolls, what live updates cost the tab, and how much stands in the page of lists that are longer than a
 * window. Each figure beside its goal; scrolling also beside a bare page of the same height, which is what this machine can do.
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '@tvs/server/connection';
import { migrate } from '@tvs/server/migrate';
import { type Browser, chromium } from 'playwright-core';
import { chromiumOptions } from '../tests/support/browser.ts';
import { picture } from '../tests/support/make.ts';
import { root, startServer } from '../tests/support/process.ts';
import { fill, sizes } from './api-data.ts';
import type { FleetWish } from './console-fleet.ts';
import { type Account, atRest, firstRoute, open, scroll } from './console-page.ts';
import { median, spread, write } from './files-server.ts';

const REPEATS = Number(process.env.REPEATS ?? 5);
const PLAYERS = Number(process.env.PLAYERS ?? sizes.players);
/** Screens with a socket; when they are fewer, they say something the more often: the changes a second are those of all. */
const LIVE = Number(process.env.LIVE ?? PLAYERS);
const HEARTBEAT = (30_000 * LIVE) / PLAYERS;
const CONTENTS = Number(process.env.CONTENTS ?? 2000);
/** How long live updates are watched, ms. */
const WATCH = Number(process.env.WATCH ?? 10_000);
const DISTANCE = 2400;
/** What a machine that does other things too may take, ms. */
const PATIENCE = 180_000;
const password = 'a password for one benchmark';
const colours = ['red', 'orange', 'gold', 'green', 'teal', 'blue', 'purple', 'gray'];
/** A line of an office: 10 Mbit/s, 40 ms. */
const line = { bits: 10_000_000, latency: 40 };

const pages = [
  { what: 'dashboard', path: '/', ready: '[data-player]', rows: '[data-player]', many: PLAYERS },
  {
    what: 'players as cards',
    path: '/players',
    ready: 'main li a[href*="/players/"]',
    rows: 'main li a[href*="/players/"]',
    many: PLAYERS,
  },
  { what: 'players as a table', path: '/players?view=table', ready: 'main tbody tr', rows: 'main tbody tr', many: PLAYERS },
  { what: 'content', path: '/content', ready: 'main li img', rows: 'main li button[aria-pressed]', many: CONTENTS },
];
type Sample = Record<string, number>;
const samples = new Map<string, Sample[]>();
function note(what: string, sample: Sample): void {
  samples.set(what, [...(samples.get(what) ?? []), sample]);
  console.log(
    `${what}: ${Object.entries(sample)
      .map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`)
      .join(', ')}`,
  );
}

await promisify(execFile)(process.execPath, ['script/build.mjs'], { cwd: root });
const folder = await mkdtemp(join(tmpdir(), 'tvs-bench-console-'));
const database = openDatabase({ dialect: 'sqlite', file: join(folder, 'tvs.db') });
await migrate(database.db, database.dialect);
await fill(database, { contents: CONTENTS - colours.length, players: PLAYERS, plays: 10_000 });
const server = await startServer({ TVS_DATA_DIR: folder, TVS_ADMIN_PASSWORD: password, LOG_LEVEL: 'error' });
process.once('exit', () => server.child.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  const account = { url: server.url, token: await signIn() };
  await hangPictures(account);
  // Without one the dashboard is the first steps.
  await ask(account, '/schedules', { campaign_id: 1, location_id: 1, start_date: '2026-01-01', end_date: null });
  const fleet = fork(fileURLToPath(new URL('console-fleet.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  fleet.send({ url: server.url, players: LIVE, heartbeat: HEARTBEAT, contents: CONTENTS, campaigns: sizes.campaigns } satisfies FleetWish);
  await Promise.race([once(fleet, 'message'), once(fleet, 'exit').then(() => Promise.reject(new Error('the fleet ended')))]);
  const { online } = (await ask<{ players: { online: number } }>(account, '/dashboard/stats')).players;
  console.log(`${online} of ${PLAYERS} screens are online, ${Math.round(process.uptime())} s`);
  const browser = await chromium.launch(chromiumOptions);
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    // One round before, which does not count: of the disk and of the server.
    await round(browser, account);
    if (repeat === 0) samples.clear();
    console.log(`round ${repeat} of ${REPEATS}, ${Math.round(process.uptime())} s`);
  }
  await browser.close();
  fleet.disconnect();
  write('console', {
    fleet: `${online} of ${PLAYERS} screens online, a heartbeat each ${HEARTBEAT / 1000} s; ${CONTENTS} contents; ${REPEATS} repeats`,
    ...report(),
  });
} finally {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

async function round(browser: Browser, account: Account): Promise<void> {
  note('first route', { ...(await firstRoute(browser, account)) });
  note('first route over an office line', { ...(await firstRoute(browser, account, line)) });
  for (const { what, path, ready, rows } of pages) {
    const watched = await open(browser, account);
    const { page } = watched;
    await page.goto(account.url + path, { waitUntil: 'commit', timeout: PATIENCE });
    await page.locator(ready).first().waitFor({ timeout: PATIENCE });
    await page.locator('[role=status][data-state=live]').waitFor({ timeout: PATIENCE });
    // Until what is fetched when nothing else is to do has come.
    await page.waitForTimeout(3000);
    const nodes = await page.evaluate(
      selector => ({ rows: document.querySelectorAll(selector).length, nodes: document.querySelectorAll('*').length }),
      rows,
    );
    const rest = await atRest(watched, WATCH);
    const moved = await scroll(watched, DISTANCE);
    const bare = await bareScroll(browser, account);
    note(what, { ...nodes, ...rest, ...moved, bare });
    await watched.close();
  }
}

/** The same scrolling on a page with nothing but colours. */
async function bareScroll(browser: Browser, account: Account): Promise<number> {
  const watched = await open(browser, account);
  await watched.page.setContent('<body style="height: 20000px; background: linear-gradient(red, blue)">');
  const { frames } = await scroll(watched, DISTANCE);
  await watched.close();
  return frames;
}

function report() {
  const of = (what: string, name: string) => (samples.get(what) ?? []).map(sample => sample[name] ?? 0);
  const said = (what: string, name: string, show: (value: number) => string) => {
    const values = of(what, name);
    return `${show(median(values))} ±${Math.round(spread(values) * 50) || 0} %`;
  };
  const kB = (value: number) => `${(value / 1000).toFixed(1)} kB`;
  const ms = (value: number) => `${Math.round(value)} ms`;
  const whole = (value: number) => String(Math.round(value));
  const part = (value: number) => `${(value * 100).toFixed(1)} %`;
  const first = Object.fromEntries(
    ['first route', 'first route over an office line'].map(what => [
      what,
      [
        `script ${said(what, 'script', kB)} gz in ${said(what, 'files', whole)} files (goal ≤ 200 kB)`,
        `style ${said(what, 'style', kB)} gz`,
        `${said(what, 'requests', whole)} requests, ${said(what, 'wire', kB)} sent`,
        `whole after ${said(what, 'whole', ms)}, interactive after ${said(what, 'interactive', ms)}`,
      ].join('; '),
    ]),
  );
  const lists = Object.fromEntries(
    pages.map(({ what, many }) => [
      what,
      [
        `${said(what, 'rows', whole)} of ${many} in the page (goal: what is seen), ${said(what, 'nodes', whole)} nodes`,
        `scrolls at ${said(what, 'frames', whole)} frames/s (goal > 50; a bare page ${said(what, 'bare', whole)}), longest wait ${said(what, 'longest', ms)}, ${said(what, 'cost', value => `${value.toFixed(1)} ms`)} of processor time each (goal < 20 ms)`,
        `${said(what, 'changes', whole)} changed screens a second: ${said(what, 'tasks', part)} of a core in tasks (goal < 30 %), ${said(what, 'tab', part)} the whole tab; ${said(what, 'requests', value => value.toFixed(1))} requests a second`,
      ].join('; '),
    ]),
  );
  return { ...first, ...lists, samples: Object.fromEntries(samples) };
}

async function signIn(): Promise<string> {
  const answer = await fetch(`${server.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function ask<T>({ url, token }: Account, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A few real files, whose small pictures all the others get too. */
async function hangPictures(account: Account): Promise<void> {
  for (const colour of colours) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await picture(colour, '1280x720'))]), `${colour}.png`);
    const headers = { authorization: `Bearer ${account.token}` };
    const answer = await fetch(`${account.url}/api/content/upload`, { method: 'POST', body: form, headers });
    if (answer.status !== 201) throw new Error(`${colour}: ${answer.status} ${await answer.text()}`);
  }
  const { db } = database;
  let pictures: string[] = [];
  for (let tries = 0; pictures.length < colours.length && tries < 600; tries++) {
    const ready = await db
      .selectFrom('content')
      .select('thumbnail_sha256')
      .where('id', '>', CONTENTS - colours.length)
      .where('status', '=', 'ready')
      .execute();
    pictures = ready.flatMap(({ thumbnail_sha256 }) => thumbnail_sha256 ?? []);
    if (pictures.length < colours.length) await new Promise(resolve => setTimeout(resolve, 100));
  }
  if (pictures.length < colours.length) throw new Error('the pictures were not ready within a minute');
  for (const [place, thumbnail_sha256] of pictures.entries())
    await db
      .updateTable('content')
      .set({ thumbnail_sha256 })
      .where(eb => eb(eb.fn<number>('mod', ['id', eb.val(colours.length)]), '=', place))
      .where('id', '<=', CONTENTS - colours.length)
      .execute();
  await database.close();
}
