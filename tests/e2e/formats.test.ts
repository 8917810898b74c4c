import type { Content } from '@tvs/protocol';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { content } from '../support/make.ts';
import { cornerOf, corners, type Look, mediaFiles } from '../support/media-files.ts';
import { type Played, play } from '../support/playback.ts';

let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startApp();
  uploadAll();
  browser = await openBrowser();
  page = await browser.newPage();
  // A page of the server's own origin, so that a canvas may read what is played.
  await page.route(`${app.url}/theatre`, route => route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' }));
  await page.goto(`${app.url}/theatre`);
});
/** Each file's content, made while those before it are played. */
const contents = new Map<string, Promise<Content>>();
function uploadAll(): void {
  let before: Promise<unknown> = Promise.resolve();
  for (const { name, bytes } of mediaFiles) {
    const done = before.then(bytes).then(made => content(app, name, made));
    contents.set(name, done);
    before = done.catch(() => undefined);
  }
}

afterAll(async () => {
  await browser.close();
  await app.close();
});

describe.each(mediaFiles.map(file => [file.name, file] as const))('%s', (name, file) => {
  test('comes out playable: as long, as large and the right way up as it was, to its end in a browser', async () => {
    const { look } = file;
    const done = await contents.get(name);
    if (!done) throw new Error('not uploaded');
    expect(done).toMatchObject({ status: 'ready', status_detail: null, type: look.type });
    expect([done.width, done.height]).toEqual(look.size ?? [null, null]);
    if (look.duration !== null) expect(Math.abs((done.duration ?? 0) - look.duration), `lasts ${done.duration}`).toBeLessThan(0.15);
    if (look.size) expect(await cardOnThumbnail(done, look.size)).toEqual(corners);
    isRight(await play(page, look.type, app.url + done.url), look);
  });
});

function isRight(played: Played, look: Look): void {
  expect(played.problem).toBeNull();
  if (look.size) expect([played.width, played.height]).toEqual(look.size);
  if (look.size) expect(played.colours.map(cornerOf)).toEqual(corners);
  if (look.duration !== null) expect(Math.abs(played.duration - look.duration), `plays ${played.duration}`).toBeLessThan(0.15);
  expect(played.loudest > 0.02, `loudest sample ${played.loudest}`).toBe(look.sound);
}

/** The card's corners as the thumbnail shows them, where the whole picture stands in its 320 × 180. */
async function cardOnThumbnail({ thumbnail_url }: Content, [width, height]: [number, number]) {
  const answer = await fetch(app.url + thumbnail_url);
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const share = Math.min(info.width / width, info.height / height);
  const at = (x: number, y: number) => {
    const left = Math.floor(info.width / 2 + (x - 0.5) * width * share);
    const top = Math.floor(info.height / 2 + (y - 0.5) * height * share);
    const start = (top * info.width + left) * info.channels;
    return cornerOf(data.subarray(start, start + 3));
  };
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)];
}
