import type { Part } from './files.ts';

/** A connection that sends less than so many bytes in this time (ms) is given up: another may do better, and others wait in line. */
const STALLED = 30_000;
const LEAST = 16_384;

export interface DownloadTask {
  sha256: string;
  /** Bytes. */
  size: number;
  url: string;
  token: string;
}

/** What a download needs of its surroundings. */
export interface DownloadTools {
  fetch: typeof fetch;
  /** A running SHA-256. */
  hash: { init(): unknown; update(bytes: Uint8Array): unknown; digest(): string };
  /** The validator of what is there in part; `undefined`: unknown. */
  etag: string | undefined;
  keepEtag: (etag: string | undefined) => Promise<void>;
  progress: (bytes: number) => void;
}

/** Why a file is not there yet. */
export type DownloadFailure = 'unauthorized' | 'refused' | 'network' | 'wrong_bytes' | 'full' | 'storage';

export class DownloadError extends Error {
  readonly reason: DownloadFailure;

  constructor(reason: DownloadFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Brings one file: goes on where an earlier try broke off (RFC 9110 `Range` with `If-Range`), hashes while it writes, and
 * commits only bytes with the right hash. What was written stays for the next try, unless it is wrong.
 */
export async function download(task: DownloadTask, part: Part, tools: DownloadTools): Promise<void> {
  const { hash } = tools;
  hash.init();
  if (part.size > task.size || (part.size > 0 && part.size < task.size && !tools.etag)) await part.reset();
  await part.read(bytes => hash.update(bytes));
  if (part.size < task.size) await receive(task, part, tools);
  if (hash.digest() === task.sha256) {
    await part.commit();
    return;
  }
  await part.reset();
  throw new DownloadError('wrong_bytes', 'the file has another SHA-256 than the programme says');
}

async function receive(task: DownloadTask, part: Part, tools: DownloadTools): Promise<void> {
  const giveUp = new AbortController();
  let timer = setTimeout(() => giveUp.abort(), STALLED);
  let come = 0;
  const alive = (bytes: number) => {
    come += bytes;
    if (come < LEAST) return;
    come = 0;
    clearTimeout(timer);
    timer = setTimeout(() => giveUp.abort(), STALLED);
  };
  try {
    const body = await ask(task, part, tools, giveUp.signal);
    const reader = body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      alive(piece.value.byteLength);
      if (part.size + piece.value.byteLength > task.size) {
        await part.reset();
        throw new DownloadError('wrong_bytes', 'the server sent more than the programme says');
      }
      tools.hash.update(piece.value);
      await part.write(piece.value);
      tools.progress(part.size);
    }
  } finally {
    clearTimeout(timer);
    giveUp.abort();
  }
  if (part.size < task.size) throw new DownloadError('network', 'the connection ended early');
}

async function ask(task: DownloadTask, part: Part, tools: DownloadTools, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const headers = new Headers({ Authorization: `Bearer ${task.token}` });
  if (part.size > 0 && tools.etag) {
    headers.set('Range', `bytes=${part.size}-`);
    headers.set('If-Range', tools.etag);
  }
  // The browser's own cache would keep every file a second time.
  const response = await tools.fetch(task.url, { headers, signal, cache: 'no-store', credentials: 'omit' });
  if (response.status === 401) throw new DownloadError('unauthorized', `the server answered ${response.status}`);
  if (response.status === 416) await part.reset();
  if (!response.ok || !response.body) throw new DownloadError('refused', `the server answered ${response.status}`);
  const etag = response.headers.get('etag');
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
  if (response.status === 206) {
    const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (Number(start) !== part.size) throw new DownloadError('refused', 'the server sent another part than was asked for');
  } else if (length === null ? part.size > 0 && !etag : Number(length) !== task.size) {
    // The page of a network that wants a click, say: what is there is worth more.
    throw new DownloadError('refused', 'the server sent something else');
  } else if (part.size > 0) {
    // Changed meanwhile, or the server knows no ranges: from the beginning.
    await part.reset();
    tools.hash.init();
  }
  // A weak validator does not promise the same bytes (RFC 9110, 13.1.5).
  await tools.keepEtag(etag && !etag.startsWith('W/') ? etag : undefined);
  return response.body;
}
