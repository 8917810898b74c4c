import { DownloadError, type DownloadFailure, type DownloadTask, download } from './download.ts';
import type { FileStore } from './files.ts';
import { HEAD, HeadedHash, sha256Of } from './hashes.ts';
import type { Report, Request } from './messages.ts';
import { remembered } from './remembered.ts';
import { openStore } from './store.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Tells of progress at most this often, ms. */
const PACE = 500;

let opening: Promise<FileStore> | undefined;
/** What is being done to each file: one thing after the other, so that a removal does not meet a download. */
const lines = new Map<string, Promise<void>>();
// Compiled and opened while the page still asks its database what it wants to see.
void sha256Of(new Blob());
opening = openStore();
opening.catch(() => {
  opening = undefined;
});

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
  if (request.kind === 'download')
    tell({ kind: 'failed', sha256: request.task.sha256, reason: 'storage', detail, bytes: 0, progressed: false });
  else tell({ kind: 'broken', detail, ...(request.kind === 'check' ? { sha256: request.sha256 } : {}) });
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
      return check(store, request.sha256, request.quick);
    case 'remove':
      return remove(store, request.sha256);
  }
}

async function fetchFile(store: FileStore, task: DownloadTask): Promise<void> {
  const { sha256 } = task;
  let before = 0;
  let bytes = 0;
  try {
    const hash = await HeadedHash.make();
    const part = await store.part(sha256);
    before = part.size;
    let told = 0;
    try {
      await download(task, part, {
        fetch: self.fetch.bind(self),
        hash,
        etag: await remembered.etag(sha256),
        keepEtag: etag => remembered.keepEtag(sha256, etag),
        progress(size) {
          if (performance.now() - told < PACE) return;
          told = performance.now();
          tell({ kind: 'progress', sha256, bytes: size });
        },
      });
    } finally {
      bytes = part.size;
      await part.close();
    }
    if (task.size > HEAD) await remembered.keepHead(sha256, hash.headDigest());
    await remembered.keepEtag(sha256, undefined);
    tell({ kind: 'done', sha256, size: task.size });
  } catch (error) {
    tell({ kind: 'failed', sha256, reason: reasonOf(error), detail: String(error), bytes, progressed: bytes > before });
  }
}

function reasonOf(error: unknown): DownloadFailure {
  if (error instanceof DownloadError) return error.reason;
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'full';
  // `fetch` says so of a network that is gone, and of a wait that was given up.
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) return 'network';
  return 'storage';
}

async function check(store: FileStore, sha256: string, quick: boolean): Promise<void> {
  const file = await store.open(sha256);
  const head = quick && file !== null && file.size > HEAD ? await remembered.head(sha256) : undefined;
  const sound = file !== null && (head === undefined ? (await sha256Of(file)) === sha256 : (await sha256Of(file, HEAD)) === head);
  if (!sound) await remove(store, sha256);
  tell({ kind: 'checked', sha256, sound, whole: head === undefined });
}

async function sweep(store: FileStore, wanted: ReadonlySet<string>): Promise<void> {
  for (const { sha256 } of await store.parts()) {
    // One that is being written goes the next time.
    if (!wanted.has(sha256) && !lines.has(sha256)) await remove(store, sha256).catch(() => {});
  }
}

async function remove(store: FileStore, sha256: string): Promise<void> {
  await store.remove(sha256);
  await Promise.all([remembered.keepEtag(sha256, undefined), remembered.keepHead(sha256, undefined)]);
}

function tell(report: Report): void {
  self.postMessage(report);
}
