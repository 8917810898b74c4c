import { createHash, type Hash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type DownloadTools, download } from './download.ts';
import type { Part } from './files.ts';

const FILE = new TextEncoder().encode('0123456789'.repeat(1000));
const SHA = createHash('sha256').update(FILE).digest('hex');
const TASK = { sha256: SHA, size: FILE.length, url: 'http://tvs.test/file', token: 'secret' };

class MemoryPart implements Part {
  bytes: Uint8Array;
  committed = false;

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.bytes = bytes;
  }
  get size() {
    return this.bytes.length;
  }
  async read(take: (bytes: Uint8Array) => void) {
    take(this.bytes);
  }
  async write(bytes: Uint8Array) {
    this.bytes = new Uint8Array([...this.bytes, ...bytes]);
  }
  async reset() {
    this.bytes = new Uint8Array();
  }
  async commit() {
    this.committed = true;
  }
  async close() {}
}

/** A server that knows ranges, and may send other bytes, or break off. */
function server({ etag = '"v1"', bytes = FILE, breakAt = Number.POSITIVE_INFINITY, ranges = true } = {}) {
  const asked: Headers[] = [];
  const answer = async (_url: unknown, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    asked.push(headers);
    const from = ranges && headers.get('if-range') === etag ? Number(/bytes=(\d+)-/.exec(headers.get('range') ?? '')?.[1] ?? 0) : 0;
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        if (!sent) stream.enqueue(bytes.slice(from, Math.min(bytes.length, from + breakAt)));
        else if (from + breakAt < bytes.length) stream.error(new TypeError('network'));
        else stream.close();
        sent = true;
      },
    });
    const range = from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
    return new Response(body, { status: from > 0 ? 206 : 200, headers: { etag, ...range } });
  };
  return { asked, fetch: answer as typeof fetch };
}

function tools(fetcher: typeof fetch, etag?: string): DownloadTools & { kept: string | undefined } {
  let hash: Hash = createHash('sha256');
  const made = {
    fetch: fetcher,
    hash: {
      init() {
        hash = createHash('sha256');
      },
      update(bytes: Uint8Array) {
        hash.update(bytes);
      },
      digest: () => hash.digest('hex'),
    },
    etag,
    kept: etag,
    async keepEtag(value: string | undefined) {
      made.kept = value;
    },
    progress() {},
  };
  return made;
}

test('a whole file is committed, asked for with the token and without the browser’s cache', async () => {
  const { asked, fetch } = server();
  const part = new MemoryPart();
  await download(TASK, part, tools(fetch));
  expect(part.committed).toBe(true);
  expect(asked[0]?.get('authorization')).toBe('Bearer secret');
  expect(asked[0]?.get('range')).toBeNull();
});

test('a broken-off download keeps what came and asks for exactly the rest', async () => {
  const part = new MemoryPart();
  const first = tools(server({ breakAt: 1234 }).fetch);
  await expect(download(TASK, part, first)).rejects.toThrow('network');
  expect(part.size).toBe(1234);
  const { asked, fetch } = server();
  await download(TASK, part, tools(fetch, first.kept));
  expect(asked[0]?.get('range')).toBe('bytes=1234-');
  expect(asked[0]?.get('if-range')).toBe('"v1"');
  expect(part.committed).toBe(true);
});

test('a file that changed meanwhile comes from the beginning', async () => {
  const part = new MemoryPart(new Uint8Array(500));
  await download(TASK, part, tools(server({ etag: '"v2"' }).fetch, '"v1"'));
  expect(part.committed).toBe(true);
  expect(part.size).toBe(FILE.length);
});

test.each([
  ['with its length', { 'content-length': '6' }],
  ['without', {}],
])('a page that stands in for the file, %s, costs nothing of what is there', async (_name, headers) => {
  const part = new MemoryPart(FILE.slice(0, 1234));
  const portal = (async () => new Response('log in', { headers: { 'content-type': 'text/html', ...headers } })) as typeof fetch;
  const made = tools(portal, '"v1"');
  await expect(download(TASK, part, made)).rejects.toMatchObject({ reason: 'refused' });
  expect(part.size).toBe(1234);
  expect(made.kept).toBe('"v1"');
});

test('without a validator nothing is taken on trust', async () => {
  const { asked, fetch } = server();
  await download(TASK, new MemoryPart(FILE.slice(0, 100)), tools(fetch));
  expect(asked[0]?.get('range')).toBeNull();
});

test('a weak validator is not kept', async () => {
  const made = tools(server({ etag: 'W/"v1"' }).fetch);
  await download(TASK, new MemoryPart(), made);
  expect(made.kept).toBeUndefined();
});

test('bytes that were whole before a power cut are verified without asking for them again', async () => {
  const { asked, fetch } = server();
  const part = new MemoryPart(FILE);
  await download(TASK, part, tools(fetch, '"v1"'));
  expect(asked).toHaveLength(0);
  expect(part.committed).toBe(true);
});

test.each([
  ['other bytes of the same length', FILE.map(byte => byte ^ 1)],
  ['more bytes than announced', new Uint8Array([...FILE, 1])],
])('%s are thrown away and never committed', async (_name, bytes) => {
  const part = new MemoryPart();
  await expect(download(TASK, part, tools(server({ bytes }).fetch))).rejects.toMatchObject({ reason: 'wrong_bytes' });
  expect(part.committed).toBe(false);
  expect(part.size).toBe(0);
});

test('a part whose beginning went bad is thrown away as a whole', async () => {
  const part = new MemoryPart(new Uint8Array(300));
  await expect(download(TASK, part, tools(server().fetch, '"v1"'))).rejects.toMatchObject({ reason: 'wrong_bytes' });
  expect(part.size).toBe(0);
});

test('a token that is no longer good is told apart from a server that refuses', async () => {
  const status = (code: number) => (async () => new Response('', { status: code })) as typeof fetch;
  await expect(download(TASK, new MemoryPart(), tools(status(401)))).rejects.toMatchObject({ reason: 'unauthorized' });
  await expect(download(TASK, new MemoryPart(), tools(status(503)))).rejects.toMatchObject({ reason: 'refused' });
});

test('a connection that only trickles is given up for one that may do better', async () => {
  vi.useFakeTimers();
  const trickle = (async (_url, init) => {
    const body = new ReadableStream<Uint8Array>({
      start: stream => init?.signal?.addEventListener('abort', () => stream.error(new DOMException('given up', 'AbortError'))),
      pull: async stream => {
        await new Promise(resolve => setTimeout(resolve, 20_000));
        if (!init?.signal?.aborted) stream.enqueue(new Uint8Array(1));
      },
    });
    return new Response(body, { headers: { etag: '"v1"' } });
  }) as typeof fetch;
  const part = new MemoryPart();
  const failed = expect(download(TASK, part, tools(trickle))).rejects.toThrow('given up');
  await vi.advanceTimersByTimeAsync(35_000);
  vi.useRealTimers();
  await failed;
  expect(part.size).toBe(1);
});
