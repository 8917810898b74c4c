import { readdir, readlink } from 'node:fs/promises';
import { request } from 'node:http';
import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, content, location, picture, player, schedule } from '../support/make.ts';
import { registered } from '../support/socket.ts';

let app: TestApp;
let shown: Content;
let bytes: Buffer;

beforeAll(async () => {
  app = await startApp();
  bytes = await picture('teal');
  shown = await content(app, 'Cartaz "São João".png', bytes);
});
afterAll(() => app.close());

const open = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const bare = (kind: string, id = shown.id) => `/api/content/${id}/${kind}`;

test('a signed address opens file and thumbnail for whoever holds it', async () => {
  for (const address of [shown.url, shown.thumbnail_url ?? '']) {
    const answer = await open(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
  }
});

test('without signature and token nobody learns whether the content exists', async () => {
  const there = await open(bare('file'));
  const missing = await open(bare('file', 99_999));
  expect([there.status, missing.status]).toEqual([401, 401]);
  expect(((await there.json()) as { detail: string }).detail).toBe(((await missing.json()) as { detail: string }).detail);
});

test('a forged signature opens nothing: another id, kind, time or letter', async () => {
  const other = await content(app, 'other.png', await picture('pink'));
  const [, query = ''] = shown.url.split('?');
  const exp = Number(new URLSearchParams(query).get('exp'));
  const forged = [
    `${bare('file', other.id)}?${query}`,
    `${bare('thumbnail')}?${query}`,
    shown.url.replace(`exp=${exp}`, `exp=${exp + 1}`),
    shown.url.slice(0, -2) + (shown.url.endsWith('AA') ? 'BB' : 'AA'),
    shown.url.replace(/sig=.*/, 'sig='),
    shown.url.replace(/&sig=.*/, ''),
  ];
  for (const address of forged) expect((await open(address)).status, address).toBe(401);
  expect((await open(`${bare('file')}?exp=soon&sig=x`)).status).toBe(400);
});

test('a signature ends: addresses stay equal for hours, then expire', async () => {
  const clock = testClock('2026-03-05T12:00:01Z');
  const own = await startApp({ clock });
  const { id, url } = await content(own, 'x.png', await picture('navy'));
  const status = async () => (await fetch(own.url + url)).status;
  clock.advance(5 * 3_600_000);
  expect((await own.ok<Content>('GET', `/content/${id}`)).url).toBe(url);
  expect(await status()).toBe(200);
  clock.advance(7 * 3_600_000 - 2000);
  expect(await status()).toBe(200);
  clock.advance(1000);
  expect(await status()).toBe(401);
  expect((await own.ok<Content>('GET', `/content/${id}`)).url).not.toBe(url);
  await own.close();
});

test('a user’s token opens it, a dead one does not', async () => {
  const viewer = await app.user('viewer');
  expect((await open(bare('file'), bearer(viewer.token))).status).toBe(200);
  expect((await open(bare('file', 99_999), bearer(viewer.token))).status).toBe(404);
  expect((await open(bare('file'), bearer(`${viewer.token}x`))).status).toBe(401);
});

test('a player opens what its programme holds, and nothing else', async () => {
  const shop = await location(app, 'Shop');
  const inside = await content(app, 'inside.png', await picture('gold'));
  const shownThere = await campaign(app, 'Here', [inside.id]);
  await schedule(app, shownThere.id, shop.id);
  const device = await registered(app, (await player(app, 'Window', shop.id)).player_key);
  for (const kind of ['file', 'thumbnail']) {
    expect((await open(bare(kind, inside.id), bearer(device.token))).status).toBe(200);
    expect((await open(bare(kind), bearer(device.token))).status).toBe(404);
  }
  device.close();
});

test('a part of the file is answered with exactly these bytes', async () => {
  const size = bytes.length;
  const cases: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    [`bytes=${size - 5}-`, size - 5, size - 1],
    ['bytes=-7', size - 7, size - 1],
    ['bytes=5-999999999', 5, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
  ];
  for (const [range, start, end] of cases) {
    const answer = await open(shown.url, { range });
    expect(answer.status, range).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`);
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end + 1)), range).toBe(true);
  }
});

test.each(['bytes=999999999-', 'bytes=5-2', 'bytes=-0', 'bytes=-', 'bytes=x-1'])('the range %s is 416 with the size', async range => {
  const answer = await open(shown.url, { range });
  expect(answer.status).toBe(416);
  expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  expect(answer.headers.get('cache-control')).toBeNull();
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test.each(['bytes=0-1,5-9', 'lines=1-2'])('the range %s gives the whole file', async range => {
  const answer = await open(shown.url, { range });
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});

test('the tag is the hash: 304 for who has it, and a range only of the same bytes', async () => {
  const etag = `"${shown.sha256}"`;
  expect((await open(shown.url)).headers.get('etag')).toBe(etag);
  for (const held of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const answer = await open(shown.url, { 'if-none-match': held });
    expect(answer.status).toBe(304);
    expect(answer.headers.get('etag')).toBe(etag);
    expect(await answer.text()).toBe('');
  }
  expect((await open(shown.url, { 'if-none-match': '"other"' })).status).toBe(200);
  expect((await open(shown.url, { range: 'bytes=0-3', 'if-range': etag })).status).toBe(206);
  expect((await open(shown.url, { range: 'bytes=0-3', 'if-range': '"other"' })).status).toBe(200);
});

test('HEAD says what GET would, without the bytes', async () => {
  const answer = await fetch(app.url + shown.url, { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  expect(answer.headers.get('accept-ranges')).toBe('bytes');
  expect((await answer.arrayBuffer()).byteLength).toBe(0);
});

test('the file is named as it was uploaded, safely', async () => {
  const disposition = (await open(shown.url)).headers.get('content-disposition');
  expect(disposition).toBe(`inline; filename="Cartaz _S_o Jo_o_.png"; filename*=UTF-8''Cartaz%20%22S%C3%A3o%20Jo%C3%A3o%22.png`);
});

test('no answer leaves a file open, also when who asked goes away in the middle', async () => {
  const held = async () => {
    const links = await Promise.all((await readdir('/proc/self/fd')).map(fd => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
    return links.filter(link => link.includes(`${app.config.dataDir}/media/`)).length;
  };
  const noise = Buffer.concat([Buffer.from(await (await open(shown.url)).arrayBuffer()), crypto.getRandomValues(Buffer.alloc(65_000))]);
  const large = await content(app, 'large.png', Buffer.concat([noise, Buffer.alloc(30_000_000)]));
  for (let i = 0; i < 10; i++) {
    await new Promise<void>(resolve => {
      const call = request(app.url + large.url, answer => {
        answer.once('data', () => {
          call.destroy();
          resolve();
        });
      });
      call.on('error', () => undefined);
      call.end();
    });
  }
  const etag = `"${shown.sha256}"`;
  for (let i = 0; i < 5; i++) {
    await fetch(app.url + shown.url, { method: 'HEAD' });
    for (const headers of [{ 'if-none-match': etag }, { range: 'bytes=999999999-' }, { range: 'bytes=0-9' }])
      await (await open(shown.url, headers)).text();
  }
  await expect.poll(held).toBe(0);
});
