import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browserFlags, keepShot } from '../support/browser.ts';
import { card, cardOf } from '../support/colour-cards.ts';
import { Glass } from '../support/glass.ts';
import { keptByWorker, Screen, Shop } from '../support/shop.ts';

const linux = fileURLToPath(new URL('../../deploy/kiosk/linux/', import.meta.url));

let shop: Shop;
let glass: Glass;
let launcher: ChildProcess;
let log = '';

/** The Linux kiosk as its unit runs it, on plain HTTP to a name that is not this machine's. */
beforeAll(async () => {
  shop = await Shop.open();
  await shop.schedule(await shop.campaign('Red', [await shop.content('red.png', await card('red'))]));
  glass = await Glass.open(join(shop.folder, 'glass'), '640x360');
  await mkdir(join(shop.folder, 'kiosk'), { mode: 0o700 });
  await writeFile(join(shop.folder, 'kiosk/key'), shop.player.player_key, { mode: 0o600 });
  launcher = spawn(join(linux, 'tvs-kiosk-session'), ['inside-x11'], {
    env: {
      PATH: process.env.PATH,
      HOME: shop.folder,
      DISPLAY: glass.display,
      TVS_URL: `http://tvs.test:${shop.server.port}`,
      TVS_PROFILE: join(shop.folder, 'kiosk/profile'),
      TVS_KEY_FILE: join(shop.folder, 'kiosk/key'),
      TVS_BROWSER: process.env.CHROMIUM ?? '/usr/bin/chromium',
      TVS_FLAGS: [...browserFlags, '"--host-resolver-rules=MAP tvs.test 127.0.0.1"'].join(' '),
      TVS_CHECK_SECONDS: '0.5',
      TVS_PATIENCE_SECONDS: '5',
      // The first time it opens the page has to do.
      TVS_AWAY_SECONDS: '600',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  launcher.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
});

afterAll(async () => {
  // The whole group: the window manager goes with the launcher only under X's own roof.
  if (launcher?.pid) process.kill(-launcher.pid, 'SIGKILL');
  await glass?.close();
  await shop?.close();
});

test('Chromium finds nothing that keeps the player from being installed as an app in full screen', async () => {
  const screen = new Screen(join(shop.folder, 'profile'));
  try {
    const page = await screen.start(`${shop.server.url}/player/`);
    await keptByWorker(page);
    const devtools = await page.context().newCDPSession(page);
    expect((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    const { errors, data } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '') as { display: string; icons: { src: string; sizes: string; purpose: string }[] };
    expect(manifest.display).toBe('fullscreen');
    expect(manifest.icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`)).toEqual([
      'any 192x192',
      'any 512x512',
      'maskable 512x512',
      'any any',
    ]);
    for (const { src, sizes } of manifest.icons.filter(icon => icon.sizes !== 'any')) {
      const { width, height } = await sharp(await (await fetch(`${shop.server.url}/player/${src}`)).arrayBuffer()).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
  } finally {
    await screen.stop();
  }
});

test('a kiosk takes its key and plays, and comes back from whatever happens to its browser', async () => {
  const first = await playing(0);
  await keepShot(await glass.shot(), 'kiosk');
  expect(readFileSync(join(shop.folder, 'kiosk/profile/tvs-key-given'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  for (const { words } of processes()) expect(words).not.toContain(shop.player.player_key);
  await expect.poll(() => shop.told(), { timeout: 10_000 }).toMatchObject({ library_store: 'opfs', restarts_offline: true });

  process.kill(first, 'SIGKILL');
  const second = await playing(first);

  const renderers = processes().filter(({ words, group }) => group === second && words.includes('--type=renderer'));
  expect(renderers).not.toEqual([]);
  for (const { pid } of renderers) process.kill(pid, 'SIGSTOP');
  const third = await playing(second);
  expect(log).toContain('the page does not answer');

  await shop.server.end('SIGKILL');
  process.kill(-third, 'SIGKILL');
  const fourth = await playing(third);
  await keepShot(await glass.shot(), 'kiosk-without-server');

  // A launcher that is ended leaves no browser behind that would keep the next one from the profile.
  const gone = once(launcher, 'exit');
  launcher.kill('SIGKILL');
  await gone;
  await expect.poll(() => processes().filter(({ group }) => group === fourth), { timeout: 10_000 }).toEqual([]);
  expect(log).not.toContain(shop.player.player_key);
});

/** Waits until another browser than `before` plays and the card is on the glass; returns its pid. */
async function playing(before: number): Promise<number> {
  const find = () => /browser (\d+) started(?!.*browser \d+ started).*the player is playing/s.exec(log)?.[1];
  await vi.waitUntil(() => find() !== undefined && Number(find()) !== before, { timeout: 30_000, interval: 50 });
  try {
    await expect.poll(async () => cardOf(await glass.shot()), { timeout: 30_000, interval: 100 }).toBe('red');
  } catch (error) {
    await keepShot(await glass.shot(), 'kiosk-failed');
    throw error;
  }
  return Number(find());
}

/** Every process with its command line: whoever has an account on the machine sees them so. */
function processes(): { pid: number; group: number; words: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        // After the program's name, which may hold anything: state, parent, group.
        const group = Number(
          readFileSync(`/proc/${name}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[2],
        );
        return [{ pid: Number(name), group, words: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}
