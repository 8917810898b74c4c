import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Content, Problem, UploadState } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { picture, settled, video } from '../support/make.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** A picture that does not compress. */
const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
const b64 = (text: string) => Buffer.from(text).toString('base64');

async function tus(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
  on = app,
  token: string | null = on.token,
) {
  const response = await fetch(path.startsWith('/') ? on.url + path : path, {
    method,
    headers: {
      'tus-resumable': '1.0.0',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/offset+octet-stream' } : {}),
      ...headers,
    },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, problem: (text ? JSON.parse(text) : {}) as Problem };
}

async function begin(length: number, name: string, fields: Record<string, string> = {}, on = app, token: string | null = on.token) {
  const metadata = Object.entries({ filename: name, ...fields }).map(([key, value]) => `${key} ${b64(value)}`);
  const answer = await tus(
    'POST',
    '/api/content/uploads',
    { 'upload-length': String(length), 'upload-metadata': metadata.join(',') },
    undefined,
    on,
    token,
  );
  return { ...answer, at: answer.headers.get('location') ?? '' };
}
const append = (at: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}, on = app) =>
  tus('PATCH', at, { 'upload-offset': String(offset), ...headers }, bytes, on);

const filesLeft = async (on = app) => (await readdir(join(on.config.dataDir, 'media', 'uploads'))).length;

test('a file sent in three parts becomes a content like any other, its bytes whole', async () => {
  const bytes = await video(2);
  const { status, at, headers } = await begin(bytes.length, 'loja.mp4', { title: 'Loja', tags: 'a,b' });
  expect([status, at]).toEqual([201, expect.stringMatching(/^\/api\/content\/uploads\/[0-9a-f]{32}$/)]);
  expect(headers.get('upload-expires')).toMatch(/GMT$/);
  const third = Math.floor(bytes.length / 3);
  expect((await append(at, 0, bytes.subarray(0, third))).headers.get('upload-offset')).toBe(String(third));
  expect((await tus('HEAD', at)).headers.get('upload-offset')).toBe(String(third));
  expect((await append(at, 0, bytes)).status).toBe(409);
  expect((await append(at, third, bytes.subarray(third, 2 * third))).status).toBe(204);
  const last = await append(at, 2 * third, bytes.subarray(2 * third));
  expect(last.status).toBe(204);
  const id = Number(last.headers.get('tvs-content-id'));
  const done = await settled(app, id);
  expect(done).toMatchObject({ title: 'Loja', filename: 'loja.mp4', tags: ['a', 'b'], status: 'ready' });
  expect(done.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(Buffer.from(await (await fetch(app.url + done.url)).arrayBuffer()).equals(bytes)).toBe(true);
  const state = await app.ok<UploadState>('GET', at.slice(4));
  expect(state).toMatchObject({ offset: bytes.length, length: bytes.length, content_id: id });
  expect((await tus('HEAD', at)).headers.get('tvs-content-id')).toBe(String(id));
  // Whoever missed the answer sends the end again; more is too much.
  const again = await append(at, bytes.length, Buffer.alloc(0));
  expect([again.status, again.headers.get('tvs-content-id')]).toEqual([204, String(id)]);
  expect((await append(at, bytes.length, Buffer.from('more'))).status).toBe(413);
  expect(await filesLeft()).toBe(0);
});

test('creation may carry the first bytes, or all of them', async () => {
  const bytes = await picture('teal');
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': `filename ${b64('t.png')}` };
  const answer = await tus('POST', '/api/content/uploads', headers, bytes);
  expect(answer.status).toBe(201);
  expect((await settled(app, Number(answer.headers.get('tvs-content-id')))).status).toBe('ready');
});

test('with a checksum all bytes of a part are kept, or none', async () => {
  const bytes = await picture('navy');
  const { at } = await begin(bytes.length, 'n.png');
  const half = Math.floor(bytes.length / 2);
  const sum = (part: Uint8Array) => ({ 'upload-checksum': `sha256 ${createHash('sha256').update(part).digest('base64')}` });
  expect((await append(at, 0, bytes.subarray(0, half), sum(bytes.subarray(0, half)))).status).toBe(204);
  const wrong = await append(at, half, bytes.subarray(half), sum(bytes.subarray(0, half)));
  expect([wrong.status, wrong.problem.code]).toEqual([460, 'checksum']);
  expect((await tus('HEAD', at)).headers.get('upload-offset')).toBe(String(half));
  expect((await append(at, half, bytes.subarray(half), { 'upload-checksum': 'crc32 AAAA' })).status).toBe(400);
  const last = await append(at, half, bytes.subarray(half), sum(bytes.subarray(half)));
  expect((await settled(app, Number(last.headers.get('tvs-content-id')))).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a broken line leaves what came, and the rest goes on from there, also after a restart', async () => {
  let own = await startApp();
  const bytes = await noise(1600, 1200);
  const { at } = await begin(bytes.length, 'm.png', {}, own);
  const part = bytes.subarray(0, Math.floor(bytes.length * 0.6));
  const socket = connect(own.port, '127.0.0.1');
  const head = [
    `PATCH ${at} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${own.token}`,
    'Tus-Resumable: 1.0.0',
    'Upload-Offset: 0',
    'Content-Type: application/offset+octet-stream',
    `Content-Length: ${bytes.length}`,
  ];
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(part);
  const file = join(own.config.dataDir, 'media', 'uploads', at.split('/').at(-1) ?? '');
  await expect.poll(async () => (await stat(file).catch(() => null))?.size ?? 0).toBeGreaterThan(2 ** 20);
  socket.destroy();
  await expect.poll(async () => Number((await tus('HEAD', at, {}, undefined, own)).headers.get('upload-offset'))).toBeGreaterThan(0);
  own = await own.restart();
  const offset = Number((await tus('HEAD', at, {}, undefined, own)).headers.get('upload-offset'));
  expect(offset).toBeGreaterThan(0);
  expect(offset).toBeLessThanOrEqual(part.length);
  const last = await append(at, offset, bytes.subarray(offset), {}, own);
  const done = await settled(own, Number(last.headers.get('tvs-content-id')));
  expect(done.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  // As a process leaves it that ends between the content's commit and this file's removal.
  await writeFile(file, bytes);
  own = await own.restart();
  expect(await filesLeft(own)).toBe(0);
  expect((await tus('HEAD', at, {}, undefined, own)).headers.get('tvs-content-id')).toBe(String(done.id));
  await own.close();
});

test('a second request has its turn when the first stands still: what came is kept, and it goes on', async () => {
  const bytes = await noise(200, 200);
  const { at } = await begin(bytes.length, 'two-tabs.png');
  const half = Math.floor(bytes.length / 2);
  const still = connect(app.port, '127.0.0.1');
  still.on('error', () => undefined);
  const head = `PATCH ${at} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${app.token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n`;
  still.write(`${head}Content-Type: application/offset+octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`);
  still.write(bytes.subarray(0, half));
  // Its file is made when it holds the upload.
  const file = join(app.config.dataDir, 'media', 'uploads', at.split('/').at(-1) ?? '');
  await expect.poll(() => stat(file).catch(() => null)).not.toBeNull();
  expect((await tus('HEAD', at)).headers.get('upload-offset')).toBe(String(half));
  const last = await append(at, half, bytes.subarray(half));
  expect((await settled(app, Number(last.headers.get('tvs-content-id')))).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  still.destroy();
});

test('a file whose last bytes came but not the word of it becomes one content, when it is asked for', async () => {
  const bytes = await picture('olive');
  const { at } = await begin(bytes.length, 'o.png');
  const { db } = app.app.context;
  const id = at.split('/').at(-1) ?? '';
  // The database is away at the very end: the bytes are here, the content is not.
  const write = db.transaction.bind(db);
  Object.assign(db, {
    transaction: () => {
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    },
  });
  const failed = await append(at, 0, bytes);
  Object.assign(db, { transaction: write });
  expect(failed.status).toBe(503);
  expect((await app.ok<UploadState>('GET', `/content/uploads/${id}`)).content_id).toBeNull();
  const answers = await Promise.all([tus('HEAD', at), tus('HEAD', at), tus('HEAD', at)]);
  const ids = new Set(answers.map(answer => answer.headers.get('tvs-content-id')));
  expect(ids.size).toBe(1);
  expect((await settled(app, Number([...ids][0]))).status).toBe('ready');
  expect(await filesLeft()).toBe(0);
});

describe('what is refused', () => {
  test.each<[string, number, string, Record<string, string>, number]>([
    ['nothing at all', 0, 'a.png', {}, 422],
    ['more than is taken', 5 * 2 ** 30, 'a.mp4', {}, 413],
    ['a field that an upload does not have', 10, 'a.png', { colour: 'red' }, 422],
    ['a title of 300 letters', 10, 'a.png', { title: 'x'.repeat(300) }, 422],
  ])('%s, before a byte is sent', async (_, length, name, fields, status) => {
    const answer = await begin(length, name, fields);
    expect([answer.status, answer.problem.status]).toEqual([status, status]);
    if (status === 413) expect(answer.problem.detail).toBe('The file is larger than 4 GiB, the most this server takes.');
  });

  test('what is no file that can be shown, with words, and nothing stays', async () => {
    const bytes = Buffer.from('MZ this is a program');
    const { at } = await begin(bytes.length, 'holiday.png');
    const answer = await append(at, 0, bytes);
    expect([answer.status, answer.problem.code]).toEqual([415, 'name_mismatch']);
    expect((await tus('HEAD', at)).status).toBe(404);
    expect(await filesLeft()).toBe(0);
  });

  test('bytes beyond the length, another version, other content types, no offset', async () => {
    const { at } = await begin(4, 'a.png');
    expect((await append(at, 0, Buffer.from('12345'))).status).toBe(413);
    // Nobody can tell beforehand how long this is.
    const unannounced = new Blob(['123', '45']).stream();
    const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${app.token}`, 'content-type': 'application/offset+octet-stream' };
    const request = { method: 'PATCH', headers: { ...headers, 'upload-offset': '0' }, body: unannounced, duplex: 'half' } as RequestInit;
    expect((await fetch(app.url + at, request)).status).toBe(413);
    expect(Number((await tus('HEAD', at)).headers.get('upload-offset'))).toBeLessThanOrEqual(4);
    expect((await tus('PATCH', at, { 'tus-resumable': '0.2.0', 'upload-offset': '0' }, Buffer.from('1'))).status).toBe(400);
    expect((await tus('PATCH', at, { 'upload-offset': '0', 'content-type': 'application/json' }, Buffer.from('1'))).status).toBe(415);
    expect((await tus('PATCH', at, {}, Buffer.from('1'))).status).toBe(400);
    expect((await tus('PATCH', at, { 'upload-offset': '-1' }, Buffer.from('1'))).status).toBe(400);
    expect((await tus('DELETE', at)).status).toBe(204);
    expect((await tus('HEAD', at)).status).toBe(404);
  });

  test('what belongs to somebody else, and names that are none', async () => {
    const location = await app.ok<{ id: number }>('POST', '/locations', { name: 'Filial' });
    const other = await app.user('manager', [location.id]);
    const viewer = await app.user('viewer', [location.id]);
    const { at } = await begin(10, 'a.png');
    expect((await tus('HEAD', at, {}, undefined, app, other.token)).status).toBe(404);
    expect((await tus('DELETE', at, {}, undefined, app, other.token)).status).toBe(404);
    expect((await tus('HEAD', at, {}, undefined, app, viewer.token)).status).toBe(403);
    expect((await tus('HEAD', at, {}, undefined, app, null)).status).toBe(401);
    for (const id of ['..%2f..%2ftvs.db', '../secret.key', 'a'.repeat(32), '%00', 'x'])
      expect((await tus('HEAD', `/api/content/uploads/${id}`)).status, id).toBe(404);
  });
});

test('another origin is told nothing, and what is spoken is said to everyone', async () => {
  const answer = await fetch(`${app.url}/api/content/uploads`, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('tus-extension')).toBe('creation,creation-with-upload,termination,checksum,expiration');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  const { at, headers } = await begin(10, 'a.png');
  expect([...headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([]);
  expect(at).not.toContain('//');
});

test('an upload nobody comes back to is removed after a day', async () => {
  const clock = testClock(Date.now());
  const own = await startApp({ clock });
  const { at } = await begin(10, 'a.png', {}, own);
  await append(at, 0, Buffer.from('12345'), {}, own);
  expect(await filesLeft(own)).toBe(1);
  clock.advance(23 * 3_600_000);
  expect(await filesLeft(own)).toBe(1);
  clock.advance(3 * 3_600_000);
  await expect.poll(() => filesLeft(own)).toBe(0);
  expect(await own.app.context.db.selectFrom('uploads').select('id').execute()).toEqual([]);
  await own.close();
});

test('the same file sent twice is kept once', async () => {
  const bytes = await picture('gold');
  const ids = [];
  for (const name of ['one.png', 'two.png']) {
    const { at } = await begin(bytes.length, name);
    ids.push(Number((await append(at, 0, bytes)).headers.get('tvs-content-id')));
  }
  const [one, two] = (await Promise.all(ids.map(id => settled(app, id)))) as [Content, Content];
  expect([one.sha256, one.id === two.id]).toEqual([two.sha256, false]);
});

test('a disk that is full in the middle of a part is said to be full, and the upload waits', async () => {
  const bytes = await noise(1600, 1200);
  const { at } = await begin(bytes.length, 'full.png');
  const file = join(app.config.dataDir, 'media', 'uploads', at.split('/').at(-1) ?? '');
  await symlink('/dev/full', file);
  const answer = await append(at, 0, bytes);
  expect([answer.status, answer.problem.code]).toEqual([507, 'disk_full']);
  await rm(file);
  expect((await tus('HEAD', at)).headers.get('upload-offset')).toBe('0');
  expect((await append(at, 0, bytes)).status).toBe(204);
});
