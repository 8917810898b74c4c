import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Killable, type KillableServer, killableServer } from '../support/killable.ts';
import { type Line, lineTo } from '../support/line.ts';
import { type Bucket, startS3 } from '../support/s3.ts';
import { sound } from '../support/sound.ts';

/**
 * The server ended with SIGKILL between the bucket's word that it has a file and the row that uses it, and in the middle of a
 * file's parts: the next start brings bucket and database together again.
 */

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let whole: KillableServer;
let bucket: Bucket;
let line: Line;

beforeAll(async () => {
  bucket = await startS3();
  line = await lineTo(bucket.port);
  whole = await killableServer();
  Object.assign(whole.env, bucket.env(line.port));
});
afterAll(async () => {
  await whole.close();
  await line.close();
  await bucket.stop();
});

const start = () => whole.start();
const left = async () => {
  const entries = await readdir(join(whole.folder, 'data', 'media'), { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(({ name }) => name);
};

async function send({ url, token }: Killable, path: string, init: { method: string; headers?: Record<string, string>; body?: BodyInit }) {
  const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...init.headers };
  return fetch(url + path, { ...init, headers });
}

function form(bytes: Buffer): FormData {
  const made = new FormData();
  made.append('file', new Blob([new Uint8Array(bytes)]), 'wave.wav');
  return made;
}

/** Ends the server when the bucket has answered the nth request of this kind, before the server hears of it. */
function killAtAnswer(server: Killable, request: RegExp, count = 1): Promise<void> {
  return new Promise(resolve => {
    let seen = 0;
    line.watch((way, bytes) => {
      const text = bytes.toString('latin1', 0, 300);
      if (way === 'there' && request.test(text)) seen++;
      if (way === 'there' || seen < count || !text.startsWith('HTTP/1.1 200')) return false;
      line.watch(null);
      void server.kill().then(resolve);
      return true;
    });
  });
}

test('a file that the bucket took, but that no content came to use, is gone after the next start', async () => {
  let server = await start();
  const bytes = sound(50_000);
  const killed = killAtAnswer(server, /^PUT \/media\/shop\/[0-9a-f]{2}\//);
  await expect(send(server, '/api/content/upload', { method: 'POST', body: form(bytes) })).rejects.toThrow();
  await killed;
  expect(await bucket.names()).toEqual([hash(bytes)]);
  server = await start();
  expect(await bucket.names()).toEqual([]);
  expect(await left()).toEqual([]);
  // And the same bytes are welcome.
  const again = await send(server, '/api/content/upload', { method: 'POST', body: form(bytes) });
  expect(again.status).toBe(201);
  expect(hash(await bucket.get(hash(bytes)))).toBe(hash(bytes));
  const { id } = (await again.json()) as Content;
  expect((await send(server, `/api/content/${id}`, { method: 'DELETE' })).status).toBe(204);
  await server.kill();
});

test('parts of a file that was cut off are given up, and an upload in parts is finished when it is asked for', async () => {
  let server = await start();
  await expect.poll(bucket.names).toEqual([]);
  const bytes = sound(20 * 2 ** 20);
  const about = { 'upload-length': String(bytes.length), 'upload-metadata': `filename ${Buffer.from('wave.wav').toString('base64')}` };
  const made = await send(server, '/api/content/uploads', { method: 'POST', headers: about });
  const at = made.headers.get('location') ?? '';
  const killed = killAtAnswer(server, /^PUT .*partNumber=/, 2);
  const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  await expect(send(server, at, { method: 'PATCH', headers: type, body: new Uint8Array(bytes) })).rejects.toThrow();
  await killed;
  expect(await bucket.unfinished()).toBe(1);
  server = await start();
  expect(await bucket.unfinished()).toBe(0);
  const asked = await send(server, at, { method: 'HEAD' });
  expect([asked.status, asked.headers.get('upload-offset')]).toEqual([200, String(bytes.length)]);
  const id = asked.headers.get('tvs-content-id');
  const read = async () => (await (await send(server, `/api/content/${id}`, { method: 'GET' })).json()) as Content;
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('ready');
  expect(hash(await bucket.get(hash(bytes)))).toBe(hash(bytes));
  await expect.poll(left).toEqual([]);
  // The file and its thumbnail, nothing else.
  expect(await bucket.names()).toHaveLength(2);
  await server.kill();
});
