import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Content } from '@tvs/protocol';
import { createApp } from '@tvs/server/app';
import { readConfig } from '@tvs/server/config';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Killable, type KillableServer, killableServer, root } from '../support/killable.ts';

/**
 * Fifty films that have to be converted, half of them sent as forms and half in parts that go on where they stopped, while
 * the server is ended with SIGKILL at moments nobody chose. What is checked at the end is what the people saw acknowledged.
 */

const run = promisify(execFile);
// On MariaDB fewer: what differs there is the row, not the file.
const [uploads, kills] = process.env.TVS_TEST_DATABASE === 'mariadb' ? [16, 2] : [50, 4];
const lanes = 5;
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let whole: KillableServer;
let films: Buffer[];
beforeAll(async () => {
  whole = await killableServer();
  films = await Promise.all(['red', 'green', 'blue'].map(film));
});
afterAll(() => whole.close());

async function film(colour: string): Promise<Buffer> {
  const file = join(whole.folder, `${colour}.avi`);
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `color=${colour}:s=64x36:r=10:d=0.3`, '-c:v', 'mpeg4', file]);
  return readFile(file);
}

/** A film like no other: what follows it is no part of it. */
function another(index: number): Buffer {
  const rest = randomBytes(randomInt(200_000, 900_000));
  const head = Buffer.from('JUNK\0\0\0\0', 'latin1');
  head.writeUInt32LE(rest.length, 4);
  return Buffer.concat([films[index % films.length] ?? Buffer.alloc(0), head, rest]);
}

/** The server that runs at the moment; asked for while there is none, it is the next. */
function lastingServer() {
  let current = whole.start();
  let ending: Promise<void> | null = null;
  const killAndStart = async () => {
    const running = await current;
    const gone = running.kill();
    current = gone.then(() => whole.start());
    await current;
  };
  return {
    get: () => current,
    /** Once for all who ask at the same time: two servers would share one folder. */
    async killAndStart(): Promise<void> {
      ending ??= killAndStart().finally(() => {
        ending = null;
      });
      await ending;
    },
  };
}

type Lasting = ReturnType<typeof lastingServer>;

/** Sends; `null` when the server was gone before it answered. */
async function send(
  { url, token }: Killable,
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
): Promise<Response | null> {
  const call = { ...init, headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...init.headers } };
  try {
    return await fetch(url + path, call);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** As a person does it whose line broke: look whether it arrived, else send it again. */
async function byForm(server: Lasting, title: string, bytes: Buffer): Promise<number> {
  for (;;) {
    const now = await server.get();
    const form = new FormData();
    form.append('title', title);
    form.append('file', new Blob([new Uint8Array(bytes)]), 'film.avi');
    const answer = await send(now, '/api/content/upload', { method: 'POST', body: form });
    if (answer) {
      expect(answer.status).toBe(201);
      return ((await answer.json()) as Content).id;
    }
    let listed: Content[] | null = null;
    while (!listed) listed = await everything(await server.get());
    const found = listed.find(content => content.title === title);
    if (found) return found.id;
  }
}

interface Parts {
  /** Times that an upload went on from the middle with another server. */
  resumed: number;
  /** What the first upload does when its first part is acknowledged: whether another kill meets one in its middle is chance. */
  midway: (() => Promise<void>) | null;
}

async function byParts(server: Lasting, title: string, bytes: Buffer, seen: Parts): Promise<number> {
  const b64 = (text: string) => Buffer.from(text).toString('base64');
  const metadata = `filename ${b64('film.avi')},title ${b64(title)}`;
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': metadata };
  let at: string | null = null;
  while (!at) at = (await send(await server.get(), '/api/content/uploads', { method: 'POST', headers }))?.headers.get('location') ?? null;
  const part = Math.ceil(bytes.length / randomInt(3, 7));
  let offset = 0;
  for (;;) {
    const type = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const body = new Uint8Array(bytes.subarray(offset, offset + part));
    const answer = await send(await server.get(), at, { method: 'PATCH', headers: type, body });
    if (answer) {
      expect(answer.status, await answer.text()).toBe(204);
      offset = Number(answer.headers.get('upload-offset'));
      if (offset === bytes.length) return Number(answer.headers.get('tvs-content-id'));
      const { midway } = seen;
      seen.midway = null;
      if (midway) {
        await midway();
        seen.resumed++;
      }
      continue;
    }
    let looked: Response | null = null;
    while (!looked) looked = await send(await server.get(), at, { method: 'HEAD' });
    expect(looked.status).toBe(200);
    const reached = Number(looked.headers.get('upload-offset'));
    expect(reached, 'what was acknowledged is kept').toBeGreaterThanOrEqual(offset);
    if (reached === bytes.length) return Number(looked.headers.get('tvs-content-id'));
    if (reached > 0) seen.resumed++;
    offset = reached;
  }
}

/** All contents; `null` when the server was gone before it answered. */
async function everything(server: Killable): Promise<Content[] | null> {
  const answer = await send(server, '/api/content?per_page=200', {});
  if (!answer) return null;
  expect(answer.status).toBe(200);
  return ((await answer.json().catch(() => null)) as { items: Content[] } | null)?.items ?? null;
}

test('kill -9 while films arrive and are converted: each is there once, whole and ready, and nothing else is', async () => {
  const server = lastingServer();
  const acknowledged = new Map<string, { id: number; sha256: string }>();
  const seen: Parts = { resumed: 0, midway: server.killAndStart };
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < uploads; index = next++) {
      const [title, bytes] = [`film ${index}`, another(index)];
      const id = await (index % 2 ? byParts(server, title, bytes, seen) : byForm(server, title, bytes));
      acknowledged.set(title, { id, sha256: hash(bytes) });
    }
  };
  const killer = async () => {
    for (let kill = 0; kill < kills; kill++) {
      // Until something happens, then a moment that is nobody's choice.
      const before = acknowledged.size;
      await server.get();
      await expect.poll(() => acknowledged.size > before || acknowledged.size === uploads, { timeout: 30_000, interval: 10 }).toBe(true);
      await after(randomInt(0, 400));
      await server.killAndStart();
    }
  };
  await Promise.all([killer(), ...Array.from({ length: lanes }, lane)]);
  expect(acknowledged.size).toBe(uploads);
  expect(seen.resumed, 'some went on from the middle').toBeGreaterThan(0);

  const last = await server.get();
  await expect
    .poll(async () => (await everything(last))?.every(({ status }) => status !== 'processing'), { timeout: 120_000, interval: 200 })
    .toBe(true);
  const contents = (await everything(last)) ?? [];
  expect(contents.filter(({ status }) => status !== 'ready')).toEqual([]);
  for (const content of contents) {
    const answer = await fetch(last.url + content.url);
    expect(hash(Buffer.from(await answer.arrayBuffer()))).toBe(content.sha256);
  }
  await last.kill();

  // The doctor reads every file to its end; where there is no console built, that is all it may complain about.
  const doctor = ['apps/server/dist/cli.js', 'doctor', '--thorough'];
  const { stdout } = await run(process.execPath, doctor, { cwd: root, env: { PATH: process.env.PATH, ...whole.env } }).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toMatch(/^ok {4}library .* all there and whole$/m);
  await checkRecords(contents, acknowledged);
}, 180_000);

/** What the database and the disk say, also after a day, when what nobody came back for is cleared away. */
async function checkRecords(contents: Content[], acknowledged: Map<string, { id: number; sha256: string }>): Promise<void> {
  const clock = testClock(Date.now());
  const app = await createApp({ config: readConfig({ ...whole.env, LOG_LEVEL: 'silent' }), clock });
  try {
    await app.listen();
    const { db } = app.context;
    const rows = await db.selectFrom('content').selectAll().execute();
    expect(rows.map(row => row.title).sort()).toEqual([...acknowledged.keys()].sort());
    for (const row of rows) expect({ id: row.id, sha256: row.source_sha256 }).toEqual(acknowledged.get(row.title));
    const jobs = await db
      .selectFrom('jobs')
      .select(['status', 'payload'])
      .where('kind', 'in', ['process_content', 'convert_content'])
      .execute();
    expect(jobs.map(job => job.status)).toEqual(Array(uploads).fill('done'));
    expect(new Set(jobs.map(job => job.payload)).size).toBe(uploads);

    clock.advance(26 * 3_600_000);
    const media = join(whole.env.TVS_DATA_DIR ?? '', 'media');
    await expect.poll(async () => db.selectFrom('uploads').select('id').execute()).toEqual([]);
    await expect.poll(async () => [...(await readdir(join(media, 'uploads'))), ...(await readdir(join(media, 'tmp')))]).toEqual([]);
    const used = rows.flatMap(row => [row.sha256, row.source_sha256 ?? '', row.thumbnail_sha256 ?? '']);
    const files = (await readdir(media, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile()).map(entry => entry.name);
    expect(files.sort()).toEqual([...new Set(used)].sort());
    expect(contents).toHaveLength(uploads);
  } finally {
    await app.close();
  }
}
