import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Content, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { type Line, lineTo } from '../support/line.ts';
import { content, picture, settled, upload } from '../support/make.ts';
import { type Bucket, startS3 } from '../support/s3.ts';
import { sound } from '../support/sound.ts';

/** The bucket goes away, in the middle of whatever is under way, and comes back. */

let bucket: Bucket;
let line: Line;
let app: TestApp;
/** From now: the tus server looks at the machine's own clock. */
const clock = testClock(Date.now());
beforeAll(async () => {
  bucket = await startS3();
  line = await lineTo(bucket.port);
  app = await startApp({ env: bucket.env(line.port), clock });
});
beforeEach(() => {
  line.watch(null);
  line.up();
});
afterAll(async () => {
  await app.close();
  await line.close();
  await bucket.stop();
});

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const received = async () => readdir(join(app.config.dataDir, 'media', 'tmp'));
const fetched = async (path: string) => Buffer.from(await (await fetch(app.url + path)).arrayBuffer());

/** Bytes that came from the bucket since. */
function counted(): () => number {
  let bytes = 0;
  line.watch((way, chunk) => {
    if (way === 'back') bytes += chunk.length;
    return false;
  });
  return () => bytes;
}

test('a download goes on where the line to the bucket broke, and nobody notices', async () => {
  const bytes = sound(9 * 2 ** 20);
  const done = await content(app, 'long.wav', bytes);
  let came = 0;
  let breaks = 0;
  line.watch((way, chunk) => {
    if (way === 'back') came += chunk.length;
    if (came < 2_000_000 || breaks === 3) return false;
    came = 0;
    breaks++;
    return true;
  });
  expect(hash(await fetched(done.url))).toBe(done.sha256);
  expect(breaks).toBe(3);
});

test('a download ends short, never false, when the bucket stays away; afterwards it is a 503 until it is back', async () => {
  const done = await content(app, 'longer.wav', sound(9 * 2 ** 20));
  let came = 0;
  line.watch((way, chunk) => {
    if (way === 'back') came += chunk.length;
    if (came < 2_000_000) return false;
    line.down();
    return true;
  });
  await expect(fetched(done.url)).rejects.toThrow();
  const refused = await fetch(app.url + done.url);
  expect([refused.status, refused.headers.get('retry-after'), ((await refused.json()) as Problem).code]).toEqual([
    503,
    '10',
    'unavailable',
  ]);
  // An answer of before is remembered for so long.
  clock.advance(5000);
  expect(await app.ok('GET', '/health')).toMatchObject({ status: 'degraded', database: 'healthy', media: 'unhealthy' });
  expect((await app.api('GET', '/health/ready')).status).toBe(200);
  line.watch(null);
  line.up();
  expect(hash(await fetched(done.url))).toBe(done.sha256);
});

test('who reads slowly holds the bucket back, and who goes away lets the line go', async () => {
  const done = await content(app, 'slow.wav', sound(64 * 2 ** 20));
  const came = counted();
  const call = request(app.url + done.url);
  call.on('error', () => undefined);
  await new Promise<void>(resolve => {
    call.on('response', answer => {
      answer.once('data', () => {
        answer.pause();
        resolve();
      });
    });
    call.end();
  });
  // What the pipes between hold, which is 20 MiB and more, then nothing.
  const looks = [-1];
  await expect.poll(() => looks.at(-1) === looks[looks.push(came()) - 1], { interval: 300 }).toBe(true);
  expect(came()).toBeLessThan(40 * 2 ** 20);
  const open = line.open();
  call.destroy();
  await expect.poll(() => line.open()).toBe(open - 1);
  expect(came()).toBeLessThan(48 * 2 ** 20);
});

test('who goes away while the bucket says nothing lets the line go at once', async () => {
  const done = await content(app, 'silent.wav', sound(9 * 2 ** 20));
  let came = 0;
  line.watch((way, chunk) => {
    if (way === 'back') came += chunk.length;
    if (came > 2_000_000) line.hold();
    return false;
  });
  const going = new AbortController();
  const answer = await fetch(app.url + done.url, { signal: going.signal });
  await expect.poll(() => came).toBeGreaterThan(2_000_000);
  const open = line.open();
  going.abort();
  await answer.text().catch(() => '');
  await expect.poll(() => line.open()).toBe(open - 1);
});

test('an upload that the bucket can not take is a 503 that leaves nothing, neither here nor there', async () => {
  const before = await bucket.names();
  let went = 0;
  line.watch((way, chunk) => {
    if (way === 'there') went += chunk.length;
    if (went < 10_000_000) return false;
    line.down();
    return true;
  });
  const { total } = await app.ok<{ total: number }>('GET', '/content');
  const refused = await upload(app, 'broken.wav', sound(20 * 2 ** 20));
  expect([refused.status, (refused.body as unknown as Problem).code]).toEqual([503, 'unavailable']);
  expect((await app.ok<{ total: number }>('GET', '/content')).total).toBe(total);
  expect(await bucket.unfinished()).toBe(1);
  line.watch(null);
  line.up();
  clock.advance(30_000);
  await expect.poll(bucket.unfinished).toBe(0);
  await expect.poll(received).toEqual([]);
  expect(await bucket.names()).toEqual(before);
});

test('the last bytes of an upload in parts are kept while the bucket is away, and asking again finishes it', async () => {
  const bytes = sound(100_000);
  const headers = { authorization: `Bearer ${app.token}`, 'tus-resumable': '1.0.0' };
  const about = { 'upload-length': String(bytes.length), 'upload-metadata': `filename ${Buffer.from('part.wav').toString('base64')}` };
  const made = await fetch(`${app.url}/api/content/uploads`, { method: 'POST', headers: { ...headers, ...about } });
  const at = app.url + made.headers.get('location');
  line.down();
  const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  const last = await fetch(at, { method: 'PATCH', headers: { ...headers, ...type }, body: new Uint8Array(bytes) });
  expect(last.status).toBe(503);
  expect((await fetch(at, { method: 'HEAD', headers })).status).toBe(503);
  line.up();
  const asked = await fetch(at, { method: 'HEAD', headers });
  expect([asked.status, asked.headers.get('upload-offset')]).toEqual([200, String(bytes.length)]);
  const done = await settled(app, Number(asked.headers.get('tvs-content-id')));
  expect([done.status, done.sha256]).toEqual(['ready', hash(bytes)]);
});

test('processing waits for the bucket, however long, and is no failure of the file', async () => {
  let broken = 0;
  line.watch((way, chunk) => {
    const isGet = way === 'there' && chunk.toString('latin1', 0, 4) === 'GET ';
    if (isGet) broken++;
    return isGet;
  });
  const { body } = await upload(app, 'patient.png', await picture('olive'));
  const tries = async () => {
    clock.advance(5000);
    return broken;
  };
  await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(12);
  expect(await app.ok<Content>('GET', `/content/${body.id}`)).toMatchObject({ status: 'processing' });
  line.watch(null);
  await expect
    .poll(async () => {
      clock.advance(5000);
      return (await app.ok<Content>('GET', `/content/${body.id}`)).status;
    })
    .toBe('ready');
});

test('a content can be removed while the bucket is away; its file goes when it is back', async () => {
  const done = await content(app, 'later.png', await picture('salmon'));
  line.down();
  expect((await app.api('DELETE', `/content/${done.id}`)).status).toBe(204);
  expect(await bucket.names()).toContain(done.sha256);
  line.up();
  clock.advance(30_000);
  await expect.poll(bucket.names).not.toContain(done.sha256);
  await expect.poll(received).toEqual([]);
});
