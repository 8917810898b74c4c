import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Killable, type KillableServer, killableServer } from '../support/killable.ts';

/**
 * The server as a process, ended with SIGKILL in the middle of uploads. Afterwards what it acknowledged
 * must be there, byte for byte, and nothing else: no half file, no content without its file, no file without a content.
 */

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let whole: KillableServer;
beforeAll(async () => {
  whole = await killableServer();
});
afterAll(() => whole.close());

/** A picture of noise, `side` × `side`: about three bytes a pixel, each another. */
function noise(side: number): Promise<Buffer> {
  return sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** Uploads; `null` when the server was gone before it answered. */
async function upload({ url, token }: Killable, bytes: Buffer): Promise<Content | null> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'noise.png');
  const call = { method: 'POST', body: form, headers: { authorization: `Bearer ${token}` } };
  try {
    const answer = await fetch(`${url}/api/content/upload`, call);
    if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Content;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** An upload that is always in the middle of its file. */
function half({ url, token }: Killable): void {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '9000000' };
  const call = request(`${url}/api/content/upload`, { method: 'POST', headers });
  call.on('error', () => undefined);
  call.write('--x\r\nContent-Disposition: form-data; name="file"; filename="half.png"\r\n\r\n');
  call.write(randomBytes(2_500_000));
}

const sides = [10, 80, 320, 1000];

/** Uploads in four lanes until so many were acknowledged, then kills at once: the other lanes are wherever they are. */
async function uploadUntilKilled(server: Killable, acknowledgements: number, acknowledged: Map<number, string>): Promise<void> {
  const killed: Promise<void>[] = [];
  const before = acknowledged.size;
  half(server);
  const lane = async (side: number) => {
    while (killed.length === 0) {
      const bytes = await noise(side);
      const content = await upload(server, bytes);
      if (!content) continue;
      acknowledged.set(content.id, hash(bytes));
      if (acknowledged.size - before >= acknowledgements) killed.push(server.kill());
    }
  };
  await Promise.all(sides.map(lane));
  await Promise.all(killed);
}

async function everything({ url, token }: Killable): Promise<Content[]> {
  const all: Content[] = [];
  for (let page = 1; ; page++) {
    const answer = await fetch(`${url}/api/content?per_page=200&sort=created_at&page=${page}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items, total } = (await answer.json()) as { items: Content[]; total: number };
    all.push(...items);
    if (all.length >= total || items.length === 0) return all;
  }
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => entry.name);
}

test('kill -9 during uploads and right after a 201: all that was acknowledged is there, and nothing half-written', async () => {
  const acknowledged = new Map<number, string>();
  let server = await whole.start();
  for (const acknowledgements of [1, 3, 6, 10]) {
    await uploadUntilKilled(server, acknowledgements, acknowledged);
    server = await whole.start();
    const listed = await everything(server);
    const byId = new Map(listed.map(content => [content.id, content]));
    for (const [id, sha256] of acknowledged) expect(byId.get(id)?.sha256, `content ${id} was acknowledged`).toBe(sha256);
    for (const content of listed) {
      const answer = await fetch(server.url + content.url);
      expect(answer.status).toBe(200);
      expect(hash(Buffer.from(await answer.arrayBuffer())), `content ${content.id} is listed`).toBe(content.sha256);
    }
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(20);

  // Their jobs were cut off as well, some more than once: all are done in the end.
  const processing = async () => (await everything(server)).filter(content => content.status === 'processing').length;
  await expect.poll(processing, { timeout: 90_000, interval: 200 }).toBe(0);
  const contents = await everything(server);
  expect(contents.filter(content => content.status !== 'ready')).toEqual([]);

  // And on the disk is what is listed, no more: the files and their thumbnails.
  const used = new Set(contents.map(content => content.sha256));
  for (const content of contents) {
    const answer = await fetch(server.url + content.thumbnail_url);
    used.add(hash(Buffer.from(await answer.arrayBuffer())));
  }
  expect((await filesUnder(join(whole.env.TVS_DATA_DIR ?? '', 'media'))).sort()).toEqual([...used].sort());
  await server.kill();
}, 180_000);
