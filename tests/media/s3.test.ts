import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { root } from '../support/killable.ts';
import { content, picture, settled, upload, video } from '../support/make.ts';
import { type Bucket, startS3 } from '../support/s3.ts';
import { sound } from '../support/sound.ts';
import { zip } from '../support/zip.ts';

/** What the other tests of content hold against the folder, held against a bucket of a real S3 server. */

let bucket: Bucket;
let app: TestApp;
beforeAll(async () => {
  bucket = await startS3();
  app = await startApp({ env: { ...bucket.env(), TRUST_PROXY: '127.0.0.1' } });
});
afterAll(async () => {
  await app.close();
  await bucket.stop();
});

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const open = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const left = async () =>
  (await readdir(join(app.config.dataDir, 'media'), { recursive: true, withFileTypes: true })).filter(e => e.isFile());

test('an upload lasts in the bucket alone: original, rendition and thumbnail, and nothing stays on this machine', async () => {
  const before = await bucket.names();
  const film = await video(1);
  const wave = sound(40_000);
  const made = [await content(app, 'film.mp4', film), await content(app, 'page.zip', zip([{ name: 'index.html', bytes: '<h1>Olá</h1>' }]))];
  const voice = await content(app, 'voice.wav', wave);
  expect([...made, voice].map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
  expect(hash(await bucket.get(voice.sha256))).toBe(hash(wave));
  // A page's original as well; the three thumbnails, of which the page's is a card.
  expect((await bucket.names()).length - before.length).toBe(3 + 1 + 3);
  await expect.poll(left).toEqual([]);
  expect(await (await open(made[1]?.url ?? '')).text()).toContain('Olá');
  const drawn = await open(voice.thumbnail_url ?? '');
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([200, 'image/webp']);
});

test('a file of several parts comes back whole, and every part of it as asked for', async () => {
  const bytes = sound(20 * 2 ** 20 + 1);
  const { body: large } = await upload(app, 'hour.wav', bytes);
  const etag = `"${large.sha256}"`;
  expect(hash(await bytesOf(await open(large.url)))).toBe(hash(bytes));
  const size = bytes.length;
  const cases: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=8388600-8388620', 8_388_600, 8_388_620],
    ['bytes=5000000-17000000', 5_000_000, 17_000_000],
    ['bytes=-7', size - 7, size - 1],
    [`bytes=${size - 3}-`, size - 3, size - 1],
  ];
  for (const [range, start, end] of cases) {
    const answer = await open(large.url, { range, 'if-range': etag });
    expect([answer.status, answer.headers.get('content-range')], range).toEqual([206, `bytes ${start}-${end}/${size}`]);
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
    expect((await bytesOf(answer)).equals(bytes.subarray(start, end + 1)), range).toBe(true);
  }
  const outside = await open(large.url, { range: `bytes=${size}-` });
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
  const other = await open(large.url, { range: 'bytes=0-3', 'if-range': '"other"' });
  expect([other.status, other.headers.get('content-length')]).toEqual([200, String(size)]);
  await other.body?.cancel();
  expect((await open(large.url, { 'if-none-match': etag })).status).toBe(304);
  const head = await fetch(app.url + large.url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([200, String(size), etag]);
  // No file of this machine stands behind it, so there is none that nginx could send.
  const accelerated = await open(large.url, { 'x-tvs-accel': '/tvs-media/', range: 'bytes=0-9' });
  expect([accelerated.headers.get('x-accel-redirect'), (await bytesOf(accelerated)).equals(bytes.subarray(0, 10))]).toEqual([null, true]);
  expect((await settled(app, large.id)).status).toBe('ready');
  await expect.poll(left).toEqual([]);
});

test('equal files are one object, which goes with the last that uses it', async () => {
  const bytes = await picture('silver', '64x36');
  const [one, two] = [await content(app, 'one.png', bytes), await content(app, 'two.png', bytes)];
  const before = await bucket.names();
  expect(before.filter(name => name === one.sha256)).toHaveLength(1);
  await app.ok('DELETE', `/content/${one.id}`);
  expect((await open(two.url)).status).toBe(200);
  await app.ok('DELETE', `/content/${two.id}`);
  // The file and its thumbnail.
  expect(before.length - (await bucket.names()).length).toBe(2);
});

test('what is refused never reaches the bucket', async () => {
  const before = await bucket.names();
  expect((await upload(app, 'x.png', randomBytes(1000))).status).toBe(415);
  expect(await bucket.names()).toEqual(before);
  await expect.poll(left).toEqual([]);
});

test('an upload in parts is received on this machine, and its file goes to the bucket when it is whole', async () => {
  const bytes = sound(9 * 2 ** 20);
  const tus = (method: string, path: string, headers: Record<string, string>, body?: Uint8Array) =>
    fetch(app.url + path, {
      method,
      headers: { authorization: `Bearer ${app.token}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const metadata = `filename ${Buffer.from('long.wav').toString('base64')}`;
  const made = await tus('POST', '/api/content/uploads', { 'upload-length': String(bytes.length), 'upload-metadata': metadata });
  const at = made.headers.get('location') ?? '';
  const type = { 'content-type': 'application/offset+octet-stream' };
  await tus('PATCH', at, { ...type, 'upload-offset': '0' }, bytes.subarray(0, 1_000_000));
  expect(await bucket.names()).not.toContain(hash(bytes));
  const last = await tus('PATCH', at, { ...type, 'upload-offset': '1000000' }, bytes.subarray(1_000_000));
  const done = await settled(app, Number(last.headers.get('tvs-content-id')));
  expect([done.status, done.sha256]).toEqual(['ready', hash(bytes)]);
  expect(hash(await bucket.get(done.sha256))).toBe(hash(bytes));
  await expect.poll(left).toEqual([]);
});

test('an object that is gone is a 404, one of another length never comes as if it were whole', async () => {
  const gone = await content(app, 'gone.png', await picture('teal'));
  const cut = await content(app, 'cut.png', await picture('maroon'));
  await bucket.remove(gone.sha256);
  await bucket.put(cut.sha256, Buffer.from('short'));
  expect((await open(gone.url)).status).toBe(404);
  expect((await open(cut.url)).status).toBe(500);
  for (const { id } of [gone, cut]) await app.ok('DELETE', `/content/${id}`);
});

test('the doctor finds what is missing, damaged and whole in the bucket', async () => {
  const own = await startS3();
  const server = await startApp({ env: own.env() });
  const contents: Content[] = [];
  for (const colour of ['navy', 'gold', 'pink']) contents.push(await content(server, `${colour}.png`, await picture(colour, '64x36')));
  const env = {
    PATH: process.env.PATH,
    ...own.env(),
    TVS_DATA_DIR: server.config.dataDir,
    TVS_PORT: '0',
    ...(server.config.database.dialect === 'mysql' ? { DATABASE_URL: server.config.database.url } : {}),
  };
  const args = ['apps/server/dist/cli.js', 'doctor', '--thorough'];
  const doctor = () =>
    promisify(execFile)(process.execPath, args, { cwd: root, env }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
  await own.remove(contents[0]?.sha256 ?? '');
  const bytes = await own.get(contents[1]?.sha256 ?? '');
  bytes.writeUInt8(bytes.readUInt8(50) ^ 1, 50);
  await own.put(contents[1]?.sha256 ?? '', bytes);
  expect(await doctor()).toMatch(
    /ok {4}media store {2}the bucket media under shop\/ at http.*\nFAIL {2}library +1 missing: content 1 \(navy\); 1 damaged: content 2 \(gold\)/,
  );
  await server.close();
  await own.stop();
});
