import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, picture, upload, video } from '../support/make.ts';
import { deployed, type Nginx, startNginx } from '../support/nginx.ts';
import { sparePort } from '../support/process.ts';

let app: TestApp;
let nginx: Nginx;
let film: Content;
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: '127.0.0.1', TVS_PORT: String(await sparePort()) } });
  const folder = join(app.config.dataDir, 'nginx');
  nginx = await startNginx(folder, deployed(folder, { port: app.port, dataDir: app.config.dataDir }));
  film = await content(app, 'a film.mp4', await video());
});
afterAll(async () => {
  await nginx.stop();
  await app.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => fetch(nginx.url + path, { method, headers });
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
/** What a browser goes by, whoever sends the file. */
const shown = ['content-type', 'etag', 'cache-control', 'content-disposition', 'content-security-policy', 'x-content-type-options'];
const manner = (answer: Response) => Object.fromEntries(shown.map(name => [name, answer.headers.get(name)]));
/** The age counts down from second to second. */
const still = ({ 'cache-control': age, ...rest }: Record<string, string | null>) => ({ ...rest, age: age?.replace(/\d+/, 'N') });

test('a signed address gives the same bytes and headers through nginx as from the server, whole and in parts', async () => {
  const direct = await fetch(app.url + film.url);
  const whole = await bytes(direct);
  const through = await get(film.url);
  expect(still(manner(through))).toEqual(still(manner(direct)));
  expect(await bytes(through)).toEqual(whole);
  expect(through.headers.get('accept-ranges')).toBe('bytes');
  for (const range of ['bytes=0-99', 'bytes=100-', 'bytes=-50', `bytes=${whole.length - 1}-${whole.length + 500}`]) {
    const [ours, nginxs] = [await fetch(app.url + film.url, { headers: { range } }), await get(film.url, { range })];
    expect([nginxs.status, nginxs.headers.get('content-range')]).toEqual([206, ours.headers.get('content-range')]);
    expect(await bytes(nginxs)).toEqual(await bytes(ours));
    expect(still(manner(nginxs))).toEqual(still(manner(ours)));
  }
  expect((await get(film.url, { range: `bytes=${whole.length}-` })).status).toBe(416);
  const head = await get(film.url, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.length)]);
  const thumbnail = await get(film.thumbnail_url ?? '');
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
});

test('nginx asks which file an address opens once, and goes on while the server is away', async () => {
  const done = await content(app, 'kept.png', await picture('teal'));
  expect((await get(done.url)).status).toBe(200);
  const port = app.port;
  await app.stop();
  const away = await get(done.url, { range: 'bytes=0-9' });
  app = await app.restart();
  expect([away.status, (await bytes(away)).length]).toEqual([206, 10]);
  // Where nginx looks for the server.
  expect(app.port).toBe(port);
});

test('what depends on a tag is answered by the server, which knows it', async () => {
  const tag = `"${film.sha256}"`;
  const resumed = await get(film.url, { range: 'bytes=5-', 'if-range': tag });
  expect([resumed.status, (await bytes(resumed)).length]).toEqual([206, film.file_size - 5]);
  const other = await get(film.url, { range: 'bytes=5-', 'if-range': '"another"' });
  expect([other.status, (await bytes(other)).length]).toEqual([200, film.file_size]);
  expect((await get(film.url, { 'if-none-match': tag })).status).toBe(304);
});

test('a token opens a file through nginx, and counts for its bearer alone', async () => {
  const path = `/api/content/${film.id}/file`;
  const answer = await get(path, { authorization: `Bearer ${app.token}`, range: 'bytes=0-9' });
  expect([answer.status, (await bytes(answer)).length, answer.headers.get('vary')]).toEqual([206, 10, 'authorization']);
  const stranger = await get(path);
  expect([stranger.status, stranger.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
});

test('forged, changed and other signatures are refused with the server’s words, also after a right one', async () => {
  expect((await get(film.url)).status).toBe(200);
  const sig = new URL(film.url, nginx.url).searchParams.get('sig') ?? '';
  const changed = sig.startsWith('A') ? `B${sig.slice(1)}` : `A${sig.slice(1)}`;
  const forged: [path: string, status: number][] = [
    [film.url.replace(sig, changed), 401],
    [film.url.replace(/exp=\d+/, 'exp=9999999999'), 401],
    [film.url.replace('/file', '/thumbnail'), 401],
    [film.url.replace(/content\/\d+/, 'content/999999'), 401],
    [`${film.url}&sig=${changed}`, 400],
  ];
  for (const [path, status] of forged) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    await bytes(answer);
  }
});

test('nobody asks the server nginx’s own questions, and inner places stay closed', async () => {
  const path = `/api/content/${film.id}/file`;
  expect((await get('/tvs-which')).status).toBe(404);
  expect((await get('/tvs-media/')).status).toBe(404);
  expect((await get(path, { 'x-tvs-accel': 'which' })).status).toBe(401);
  const mine = await fetch(app.url + path, { headers: { 'x-tvs-accel': 'which', authorization: `Bearer ${app.token}` } });
  expect([mine.status, mine.headers.get('x-tvs-file')]).toEqual([403, null]);
});

test('a page keeps its sandbox, and a file that is gone from the disk is said to be missing', async () => {
  const page = await content(app, 'page.html', Buffer.from('<!doctype html><title>x</title><p>hello'));
  const answer = await get(page.url);
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox allow-scripts;/);
  expect(await answer.text()).toContain('hello');
  const gone = await content(app, 'gone.png', await picture('maroon'));
  await rm(join(app.config.dataDir, 'media', gone.sha256.slice(0, 2), gone.sha256.slice(2, 4), gone.sha256));
  expect((await get(gone.url)).status).toBe(404);
});

test('an upload larger than nginx’s own default goes through', async () => {
  const { status } = await upload(
    { ...app, url: nginx.url },
    'large.html',
    Buffer.concat([Buffer.from('<!doctype html><p>'), Buffer.alloc(3_000_000, 'a')]),
  );
  expect(status).toBe(201);
});
