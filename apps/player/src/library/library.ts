import type { ProgrammeContent } from '@tvs/protocol';
import type { StageSource } from '@tvs/stage';
import { note } from '../log.ts';
import type { DownloadFailure } from './download.ts';
import type { FileStore } from './files.ts';
import type { Report, Request } from './messages.ts';
import { Queue } from './queue.ts';
import { openStore } from './store.ts';

/** How often failed downloads are looked at again, ms. */
const PACE = 1_000;
/** Before a broken storage or worker is tried again, ms. */
const REST = 5_000;

export interface LibraryEvents {
  /** A file came or went. */
  changed: () => void;
  failed: (content: ProgrammeContent | undefined, reason: DownloadFailure, detail: string) => void;
}

/** This screen's verified files: fetches what the programme needs, what plays next first, and lets go of the rest. */
export class Library {
  readonly #events: LibraryEvents;
  readonly #token: () => string | null;
  readonly #files = new Map<string, number>();
  readonly #inUse = new Map<string, number>();
  readonly #queue = new Queue();
  #whole = false;
  #store: FileStore | null = null;
  #worker: Worker | null = null;

  /** `token` is the newest bearer token; `null` while there is none. */
  constructor(token: () => string | null, events: LibraryEvents) {
    this.#token = token;
    this.#events = events;
  }

  /** Resolves when it is known what is there; should storage be broken, with nothing, and it is tried again. */
  async open(): Promise<void> {
    try {
      this.#store = await openStore();
      for (const file of await this.#store.list()) this.#files.set(file.sha256, file.size);
    } catch (error) {
      note('library', error);
      setTimeout(() => void this.open().then(this.#events.changed), REST);
      return;
    }
    this.#startWorker();
    setInterval(() => this.#work(), PACE);
  }

  has(sha256: string): boolean {
    return this.#files.has(sha256);
  }

  get summary() {
    const { wanted } = this.#queue;
    let bytes = 0;
    for (const size of this.#files.values()) bytes += size;
    return {
      store: this.#store?.kind ?? 'none',
      files: this.#files.size,
      bytes,
      wanted: wanted.length,
      ready: wanted.filter(content => this.has(content.sha256)).length,
    };
  }

  /** What the programme needs, in order of need. `whole`: what it does not name may go once all of it is there. */
  want(contents: readonly ProgrammeContent[], whole: boolean): void {
    this.#whole = whole;
    this.#queue.want(contents);
    if (!whole) {
      this.#work();
      return;
    }
    this.#ask({ kind: 'sweep', wanted: contents.map(content => content.sha256) });
    this.#work();
  }

  /** The network or the token is new: failed downloads need not wait. */
  hurry(): void {
    this.#queue.hurry();
    this.#work();
  }

  /** A verified file for the stage; in use until released. */
  async source(content: ProgrammeContent): Promise<StageSource> {
    const { sha256 } = content;
    const file = this.has(sha256) ? await this.#store?.open(sha256) : null;
    if (!file || file.size !== content.size) {
      if (file) this.#remove(sha256);
      else this.#files.delete(sha256);
      throw new Error('the file is not in the library yet');
    }
    this.#inUse.set(sha256, (this.#inUse.get(sha256) ?? 0) + 1);
    const url = URL.createObjectURL(file.slice(0, file.size, content.mime_type));
    return { url, text: () => file.text(), release: () => this.#release(sha256, url) };
  }

  /** It could not be shown: if its bytes went bad on the disk it is fetched again. */
  check(sha256: string): void {
    if (this.has(sha256)) this.#ask({ kind: 'check', sha256 });
  }

  /** Removes all but what is on the glass; what is needed is fetched again. */
  clear(): void {
    for (const sha256 of this.#files.keys()) if (!this.#inUse.has(sha256)) this.#remove(sha256);
    this.hurry();
    this.#events.changed();
  }

  #release(sha256: string, url: string): void {
    URL.revokeObjectURL(url);
    const users = (this.#inUse.get(sha256) ?? 1) - 1;
    if (users > 0) this.#inUse.set(sha256, users);
    else this.#inUse.delete(sha256);
  }

  #work(): void {
    const token = this.#token();
    if (token !== null && this.#worker) {
      for (const { sha256, size, url } of this.#queue.take(sha => this.has(sha), performance.now())) {
        this.#ask({ kind: 'download', task: { sha256, size, url: new URL(url, location.origin).href, token } });
      }
    }
    this.#tidy(false);
  }

  /** Lets go of what no programme names: when everything wanted is there, or when the disk is full. */
  #tidy(now: boolean): void {
    const { wanted, active } = this.#queue;
    if (!this.#whole || wanted.length === 0 || (!now && !wanted.every(content => this.has(content.sha256)))) return;
    for (const sha256 of this.#files.keys()) {
      if (!this.#queue.wants(sha256) && !this.#inUse.has(sha256) && !active.has(sha256)) this.#remove(sha256);
    }
  }

  #remove(sha256: string): void {
    this.#files.delete(sha256);
    this.#ask({ kind: 'remove', sha256 });
  }

  #startWorker(): void {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<Report>) => this.#hear(event.data));
    worker.addEventListener('error', event => {
      event.preventDefault();
      note('library', event.message || 'the worker failed');
      worker.terminate();
      this.#worker = null;
      this.#queue.interrupted();
      setTimeout(() => this.#startWorker(), REST);
    });
    this.#worker = worker;
    this.#work();
  }

  #ask(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case 'done':
        this.#queue.done(report.sha256);
        this.#files.set(report.sha256, report.size);
        this.#events.changed();
        break;
      case 'failed':
        this.#fail(report.sha256, report.reason, report.detail);
        break;
      case 'checked':
        if (report.sound) return;
        note('library', `${report.sha256.slice(0, 12)} went bad on the disk`);
        this.#files.delete(report.sha256);
        this.#events.changed();
        break;
      case 'broken':
        note('library', report.detail);
        break;
      case 'progress':
        return;
    }
    this.#work();
  }

  #fail(sha256: string, reason: DownloadFailure, detail: string): void {
    this.#queue.failed(sha256, performance.now());
    note('library', `${reason}: ${detail}`);
    if (reason === 'full') this.#tidy(true);
    this.#events.failed(
      this.#queue.wanted.find(content => content.sha256 === sha256),
      reason,
      detail,
    );
  }
}
