import { createSHA256 } from 'hash-wasm';
import { database } from '../storage/database.ts';
import { DownloadError, type DownloadFailure, type DownloadTask, download } from './download.ts';
import type { FileStore } from './files.ts';
import type { Report, Request } from './messages.ts';
import { openStore } from './store.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Tells of progress at most this often, ms. */
const PACE = 500;
const BLOCK = 1 << 20;

let opening: Promise<FileStore> | undefined;
/** What is being done to each file: one thing after the other, so that a removal does not meet a download. */
const lines = new Map<string, Promise<void>>();

self.addEventListener('message', ({ data: request }: MessageEvent<Request>) => {
  const file = request.kind === 'download' ? request.task.sha256 : request.kind === 'sweep' ? '' : request.sha256;
  const work = (lines.get(file) ?? Promise.resolve())
    .then(() => handle(request))
    .catch((error: unknown) => broke(request, String(error)))
    .finally(() => lines.get(file) === work && lines.delete(file));
  lines.set(file, work);
});

function broke(request: Request, detail: string): void {
  // Storage may come back: the next request opens it anew.
  opening = undefined;
  if (request.kind === 'download') tell({ kind: 'failed', sha256: request.task.sha256, reason: 'storage', detail });
  else tell({ kind: 'broken', detail });
}

async function handle(request: Request): Promise<void> {
  opening ??= openStore();
  const store = await opening;
  switch (request.kind) {
    case 'download':
      return fetchFile(store, request.task);
    case 'sweep':
      return sweep(store, new Set(request.wanted));
    case 'check':
      return check(store, request.sha256);
    case 'remove':
      return remove(store, request.sha256);
  }
}

async function fetchFile(store: FileStore, task: DownloadTask): Promise<void> {
  const { sha256 } = task;
  try {
    const db = await database();
    const part = await store.part(sha256);
    let told = 0;
    try {
      await download(task, part, {
        fetch: self.fetch.bind(self),
        hash: await createSHA256(),
        etag: await db.get('partials', sha256),
        async keepEtag(etag) {
          if (etag === undefined) await db.delete('partials', sha256);
          else await db.put('partials', etag, sha256);
        },
        progress(bytes) {
          if (performance.now() - told < PACE) return;
          told = performance.now();
          tell({ kind: 'progress', sha256, bytes });
        },
      });
    } finally {
      await part.close();
    }
    await db.delete('partials', sha256);
    tell({ kind: 'done', sha256, size: task.size });
  } catch (error) {
    tell({ kind: 'failed', sha256, reason: reasonOf(error), detail: String(error) });
  }
}

function reasonOf(error: unknown): DownloadFailure {
  if (error instanceof DownloadError) return error.reason;
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'full';
  // `fetch` says so of a network that is gone, and of a wait that was given up.
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) return 'network';
  return 'storage';
}

async function check(store: FileStore, sha256: string): Promise<void> {
  const file = await store.open(sha256);
  const hash = (await createSHA256()).init();
  // Piece by piece: a whole file in memory may be more than the machine has.
  for (let at = 0; file && at < file.size; at += BLOCK) hash.update(new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer()));
  const sound = file !== null && hash.digest() === sha256;
  if (!sound) await remove(store, sha256);
  tell({ kind: 'checked', sha256, sound });
}

async function sweep(store: FileStore, wanted: ReadonlySet<string>): Promise<void> {
  for (const sha256 of await store.parts()) {
    // One that is being written goes the next time.
    if (!wanted.has(sha256) && !lines.has(sha256)) await remove(store, sha256).catch(() => {});
  }
}

async function remove(store: FileStore, sha256: string): Promise<void> {
  await store.remove(sha256);
  await (await database()).delete('partials', sha256);
}

function tell(report: Report): void {
  self.postMessage(report);
}
