import { mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, FileChooser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { adminPassword, startApp, type TestApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { makeFilm } from '../support/film.ts';
import { type Line, lineTo } from '../support/line.ts';

/** Somebody who uploads in the console, with a line between browser and server that breaks when a test says so. */
let app: TestApp;
let browser: Browser;
let line: Line;
let context: BrowserContext;
let page: Page;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'tvs-uploads-'));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  line = await lineTo(app.port);
  context = await browser.newContext({ locale: 'en-US' });
  page = await context.newPage();
  await page.goto(`http://127.0.0.1:${line.port}/content`);
  await page.getByLabel('Username').fill('admin');
  await page.locator('input[type=password]').fill(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
});
afterEach(async () => {
  await context.close();
  await line.close();
});

async function film(name: string): Promise<string> {
  const file = join(folder, name);
  await makeFilm(file, 24 * 2 ** 20);
  return file;
}

/** Chooses files with the page's button, as it is called in its language. */
async function choose(files: Parameters<FileChooser['setFiles']>[0], button = 'Upload'): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await chooser).setFiles(files);
}

const tray = () => page.getByRole('region', { name: 'Uploads' });
const says = (words: string | RegExp) => tray().getByText(words).first().waitFor();

/** Breaks the line after so many bytes were sent, and takes the network from the browser as well. */
function breakAfter(bytes: number): Promise<void> {
  let passed = 0;
  return new Promise(resolve => {
    line.watch((way, { length }) => {
      if (way === 'there') passed += length;
      if (passed < bytes) return false;
      line.watch(null);
      line.down();
      resolve(context.setOffline(true));
      return true;
    });
  });
}

async function networkBack(): Promise<void> {
  line.up();
  await context.setOffline(false);
}

const contentCalled = async (title: string) =>
  (await app.ok<{ items: { status: string; file_size: number }[] }>('GET', `/content?q=${title}`)).items;

test('a film goes on by itself when the network is back, from where it stopped', async () => {
  const file = await film('summer.mp4');
  const broken = breakAfter(9 * 2 ** 20);
  await choose(file);
  await broken;
  await says('No connection; goes on by itself');
  let sentAgain = 0;
  line.watch((way, { length }) => {
    if (way === 'there') sentAgain += length;
    return false;
  });
  await networkBack();
  await says('1 file ready');
  expect(await contentCalled('summer')).toMatchObject([{ status: 'ready', file_size: 24 * 2 ** 20 }]);
  expect(sentAgain).toBeLessThan(20 * 2 ** 20);
});

test('a film that is paused stands still, and goes on from where it stood when it is told to', async () => {
  const file = await film('april.mp4');
  // Slow enough to be met half-way, however long the hand takes to the button.
  const devtools = await context.newCDPSession(page);
  const upload = (uploadThroughput: number) =>
    devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await devtools.send('Network.enable');
  await upload(2 ** 20);
  let passed = 0;
  const begun = new Promise<void>(resolve => {
    line.watch((way, { length }) => {
      if (way === 'there') passed += length;
      if (passed > 5 * 2 ** 20) resolve();
      return false;
    });
  });
  await choose(file);
  await begun;
  await tray().getByRole('button', { name: 'Pause april.mp4' }).click();
  await says('1 upload paused');
  await upload(-1);
  let sentAgain = 0;
  line.watch((way, { length }) => {
    if (way === 'there') sentAgain += length;
    return false;
  });
  await tray().getByRole('button', { name: 'Go on with april.mp4' }).click();
  await says('1 file ready');
  expect(await contentCalled('april')).toMatchObject([{ status: 'ready', file_size: 24 * 2 ** 20 }]);
  expect(sentAgain).toBeLessThan(22 * 2 ** 20);
});

test('what a closed tab left behind is said, and goes on when the same file is chosen', async () => {
  const file = await film('spring.mp4');
  const broken = breakAfter(9 * 2 ** 20);
  await choose(file);
  await broken;
  await says('No connection; goes on by itself');
  await page.close();
  page = await context.newPage();
  await networkBack();
  await page.goto(`http://127.0.0.1:${line.port}/content`);
  const left = page.getByRole('region', { name: 'Unfinished uploads' });
  await left.getByText(/spring\.mp4 did not arrive whole \(\d+/).waitFor();
  await choose(file);
  await left.waitFor({ state: 'detached' });
  // The same file may be chosen once more.
  expect(await page.getByLabel('Upload files').last().inputValue()).toBe('');
  await says('1 file ready');
  expect(await contentCalled('spring')).toHaveLength(1);
  await page.reload();
  await page.getByText(/^\d+ files?$/).waitFor();
  expect(await left.count()).toBe(0);
});

test('a network that is lost with the last answer leaves nothing hanging', async () => {
  const file = await film('winter.mp4');
  const answered = new Promise<void>(resolve => {
    line.watch((way, bytes) => {
      const last = way === 'back' && /tvs-content-id/i.test(bytes.toString('latin1'));
      if (!last) return false;
      line.watch(null);
      line.down();
      resolve(context.setOffline(true));
      return true;
    });
  });
  await choose(file);
  await answered;
  await says('No connection; goes on by itself');
  await networkBack();
  await says('1 file ready');
  expect(await contentCalled('winter')).toHaveLength(1);
});

test('a full disk is said at once; when there is room, the upload goes on', async () => {
  const file = await film('autumn.mp4');
  const broken = breakAfter(9 * 2 ** 20);
  await choose(file);
  await broken;
  await says('No connection; goes on by itself');
  const uploads = join(app.config.dataDir, 'media', 'uploads');
  const [id = ''] = await readdir(uploads);
  await rename(join(uploads, id), join(folder, id));
  await symlink('/dev/full', join(uploads, id));
  await networkBack();
  await says(/The disk of the server is full\. Tell whoever/);
  await rm(join(uploads, id));
  await rename(join(folder, id), join(uploads, id));
  await tray().getByRole('button', { name: 'Upload autumn.mp4 again' }).click();
  await says('1 file ready');
  expect(await contentCalled('autumn')).toMatchObject([{ status: 'ready' }]);
});

test('what was refused and what failed stands first, with a reason in the reader’s language', async () => {
  await context.addInitScript(() => localStorage.setItem('tvs.locale', 'pt-BR'));
  await page.reload();
  const files = [
    { name: 'menu.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><html><body>menu</body></html>') },
    { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') },
    {
      name: 'IMG_0001.HEIC',
      mimeType: 'image/heic',
      buffer: Buffer.from(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${'\0'.repeat(99)}`, 'latin1'),
    },
    { name: 'cut.wav', mimeType: 'audio/wav', buffer: Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1') },
  ];
  await choose(files, 'Enviar');
  const rows = page.getByRole('region', { name: 'Envios' }).getByRole('listitem');
  await rows.getByText(/O nome termina em \.jpg, mas o conteúdo não é jpeg/).waitFor();
  await rows.getByText(/O arquivo está incompleto ou danificado/).waitFor();
  await rows.getByText(/este formato do iPhone.*Mais compatível/).waitFor();
  await rows.getByText('Pronto').waitFor();
  await expect.poll(() => rows.locator('b').allTextContents()).toEqual(['notes.jpg', 'IMG_0001.HEIC', 'cut.wav', 'menu.html']);
});
