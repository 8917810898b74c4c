import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shot } from '../support/browser.ts';
import { type Kiosk, startKiosk } from '../support/kiosk.ts';
import { video } from '../support/make.ts';
import { Operator } from '../support/operator.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

let folder: string;
let server: ServerProcess;
let kiosk: Kiosk;
let red: Content;
let blue: Content;
const operator = new Operator(() => server.url);
const children: ChildProcess[] = [];
const password = 'correct horse battery';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-commands-'));
  server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });
  await operator.signIn(password);
  red = await operator.card('red');
  blue = await operator.card('blue');
  kiosk = await startKiosk(join(folder, 'profile'), children);
});
afterAll(async () => {
  await kiosk.kill();
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

async function show(key: string): Promise<Page> {
  const page = await kiosk.context.newPage();
  await page.goto(`${server.url}/player/?key=${key}`);
  await page.locator('html[data-state=playing]').waitFor({ timeout: 20_000 });
  return page;
}

const contentOf = async (page: Page) => Number(await page.locator('html').getAttribute('data-content-id'));

test('every command does its thing in a real browser and is answered', async () => {
  const { player } = await operator.screen('Commands', [red, blue], 600);
  const page = await show(player.player_key);
  const ask = async (command: string, params: object | null = null) => {
    expect(await operator.command(player.id, command, params), command).toMatchObject({ status: 'done', result: { ok: true } });
  };
  expect(await contentOf(page)).toBe(red.id);
  await ask('next');
  await expect.poll(() => contentOf(page)).toBe(blue.id);
  await ask('previous');
  await expect.poll(() => contentOf(page)).toBe(red.id);
  await ask('pause');
  await page.locator('html[data-state=paused]').waitFor();
  await ask('play');
  await page.locator('html[data-state=playing]').waitFor();
  await ask('next');
  await expect.poll(() => contentOf(page)).toBe(blue.id);
  await ask('reload');
  await expect.poll(() => contentOf(page)).toBe(red.id);
  await ask('identify', { seconds: 30 });
  await page.locator('.identity', { hasText: 'Commands' }).waitFor();
  await shot(page, 'command-identify');
  await ask('volume', { level: 0.3 });
  expect(await page.evaluate(() => localStorage.getItem('tvs.player.volume'))).toBe('0.3');
  await ask('clear_cache');
  await expect.poll(() => page.locator('html').getAttribute('data-library'), { timeout: 10_000 }).toBe('2/2');
  await ask('sync');
  await ask('blank');
  await page.locator('html[data-state=blank]').waitFor();
  const foremost = () =>
    page.evaluate(() =>
      document
        .elementsFromPoint(9, 9)
        .map(element => element.className)
        .find(name => /identity|black/.test(name)),
    );
  await page.addStyleTag({ content: '#screens > section { pointer-events: auto !important }' });
  await ask('identify', { seconds: 3600 });
  expect(await foremost(), 'who looks for a screen that is dark finds it').toBe('identity');
  await ask('restart');
  // Black from the first picture of the new page on.
  await page.waitForEvent('load');
  await page.locator('html[data-state=blank]').waitFor();
  expect(await page.locator('.black').isVisible()).toBe(true);
  await ask('screenshot');
  expect(await middle(player.id), 'black is what is shown').toEqual([0, 0, 0]);
  await ask('blank', { on: false });
  await page.locator('html[data-state=playing]').waitFor();
  await ask('log');
  const { lines } = await operator.call<{ lines: { topic: string; text: string }[] }>('GET', `/players/${player.id}/log`);
  expect(lines).toContainEqual(expect.objectContaining({ topic: 'command', text: 'screenshot', level: 'info' }));
  await page.close();
});

test('a screenshot is what is on the stage: a picture, a frame of a video, and a plate for a page that nobody can read', async () => {
  const upload = async (name: string, bytes: Uint8Array) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return operator.ready((await operator.call<Content>('POST', '/content/upload', form)).id);
  };
  const film = await upload('film.mp4', await video(8));
  const page = await upload('Cardápio.html', Buffer.from('<!doctype html><html><body><h1>secret</h1></body></html>'));
  const { player } = await operator.screen('Pictures', [red, film, page], 600);
  const tab = await show(player.player_key);
  const take = () => operator.command(player.id, 'screenshot');
  expect(await take()).toMatchObject({ status: 'done' });
  await keep('screenshot-picture', player.id);
  expect((await middle(player.id)).map(value => value >> 4)).toEqual([15, 0, 0]);
  await operator.command(player.id, 'next');
  await expect.poll(() => contentOf(tab)).toBe(film.id);
  expect(await take()).toMatchObject({ status: 'done' });
  await keep('screenshot-video', player.id);
  expect(await colours(player.id), 'the test picture has many').toBeGreaterThan(6);
  await operator.command(player.id, 'next');
  await expect.poll(() => contentOf(tab)).toBe(page.id);
  const plate = await take();
  expect(plate.result).toMatchObject({ ok: true, detail: 'a page cannot be photographed' });
  await keep('screenshot-page', player.id);
  await tab.close();
});

test('black stays black when the power fails the moment it was answered, and eighty commands that waited are all answered', async () => {
  const { player } = await operator.screen('Power', [red, blue], 600);
  await show(player.player_key);
  const restart = async (meanwhile: () => Promise<unknown>) => {
    await kiosk.kill();
    await meanwhile();
    kiosk = await startKiosk(kiosk.profile, children);
    const page = await kiosk.context.newPage();
    await page.goto(`${server.url}/player/`);
    return page.locator('html[data-connection=online]');
  };
  await operator.command(player.id, 'blank');
  const black = await restart(async () => {});
  await black.and(black.page().locator('[data-state=blank]')).waitFor();
  await operator.command(player.id, 'blank', { on: false });
  const sent = Array.from({ length: 80 }, (_, index) => (index === 50 ? 'restart' : index % 20 === 7 ? 'screenshot' : 'next'));
  const light = await restart(async () => {
    // What is sent to a socket whose end was not noticed yet is lost, as it is to be: commands go out at most once.
    await expect.poll(async () => (await operator.player(player.id)).status, { timeout: 30_000, interval: 250 }).toBe('offline');
    for (const command of sent) await operator.call('POST', `/players/${player.id}/command`, { command });
  });
  await light.and(light.page().locator('[data-state=playing]')).waitFor();
  const answered = async () => {
    const { items } = await operator.call<{ items: { status: string }[] }>('GET', `/players/${player.id}/commands?per_page=200`);
    return items.filter(({ status }) => status === 'done').length;
  };
  await expect.poll(answered, { timeout: 40_000, interval: 500 }).toBe(sent.length + 2);
});

async function bytesOf(player: number): Promise<Buffer> {
  const { screenshot_url } = await operator.player(player);
  return Buffer.from(await (await fetch(new URL(screenshot_url ?? '', server.url))).arrayBuffer());
}

async function keep(name: string, player: number): Promise<void> {
  await mkdir(new URL('./shots/', import.meta.url), { recursive: true });
  await writeFile(new URL(`./shots/${name}.jpg`, import.meta.url), await bytesOf(player));
}

async function pixels(player: number): Promise<number[]> {
  const { data } = await sharp(await bytesOf(player))
    .resize(16, 9, { fit: 'fill', kernel: 'nearest' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

const middle = async (player: number) => (await pixels(player)).slice(216, 219);

async function colours(player: number): Promise<number> {
  const all = await pixels(player);
  return new Set(
    Array.from({ length: all.length / 3 }, (_, at) =>
      all
        .slice(at * 3, at * 3 + 3)
        .map(value => value >> 6)
        .join(),
    ),
  ).size;
}
