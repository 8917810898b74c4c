import type { ProgrammeContent } from '@tvs/protocol';
import type { StageSource } from '@tvs/stage';
import { note } from '../log.ts';
import type { DownloadFailure } from './download.ts';
import type { FileStore } from './files.ts';
import type { Report, Request } from './messages.ts';
import { Needs } from './needs.ts';
import { Queue } from './queue.ts';
import { budgetOf, fitting, makeRoom } from './room.ts';
import { Soundness } from './soundness.ts';
import { openStore } from './store.ts';

/** How often it is looked at what can be done now, ms. */
const PACE = 1_000;
/** Before a broken storage or worker is tried again, ms. */
const REST = 5_000;
/** How often the room is measured, ms. */
const MEASURE = 60_000;
/** How long a disk that was full sooner than the browser said counts as no larger, ms. */
const FULL = 3_600_000;
/** Before files are looked through after a start, ms: first the screen. */
const QUIET = 30_000;

export interface LibraryEvents {
  /** A file came or went. */
  changed: () => void;
  /** The token is no longer good. */
  unauthorized: () => void;
}

export interface LibraryOptions extends LibraryEvents {
  /** The newest bearer token; `null` while there is none. */
  token: () => string | null;
  /** Whether the server is there: nothing that is scheduled is given up for what cannot come. */
  online: () => boolean;
  /** Bytes it may take at most; `undefined`: as much as the browser gives. */
  limit: number | undefined;
}

/** This screen's verified files: fetches what the programme needs, what plays next first, and keeps the rest as long as there is room. */
export class Library {
  readonly #options: LibraryOptions;
  readonly #files = new Map<string, number>();
  /** Bytes of what is there in part. */
  readonly #parts = new Map<string, number>();
  readonly #inUse = new Map<string, number>();
  readonly #queue = new Queue();
  readonly #needs = new Needs();
  readonly #soundness = new Soundness((sha256, quick) => this.#ask({ kind: 'check', sha256, quick }));
  #whole = false;
  #store: FileStore | null = null;
  #worker: Worker | null = null;
  #measured = false;
  #budget = Number.POSITIVE_INFINITY;
  #full: { bytes: number; until: number } | null = null;
  #fit: ReadonlySet<string> = new Set();
  #swept = '';
  #spoilt = 0;

  constructor(options: LibraryOptions) {
    this.#options = options;
    // It takes its time to start: before anything else does.
    this.#startWorker();
  }

  /** Resolves when it is known what is there; should storage be broken, with nothing, and it is tried again. */
  async open(): Promise<void> {
    try {
      const store = await openStore();
      this.#store = store;
      const [files, parts] = await Promise.all([store.list(), store.parts()]);
      for (const file of files) this.#files.set(file.sha256, file.size);
      for (const part of parts) this.#parts.set(part.sha256, part.size);
    } catch (error) {
      note('library', error);
      setTimeout(() => void this.open().then(this.#options.changed), REST);
      return;
    }
    setInterval(() => this.#work(), PACE);
    setInterval(() => void this.#measure(), MEASURE);
    // What is there can be shown before it is known how much more there could be.
    void Promise.all([this.#needs.restore(), this.#measure()]).then(() => {
      this.#measured = true;
      this.#work();
    });
  }

  has(sha256: string): boolean {
    return this.#files.has(sha256);
  }

  get summary() {
    const { wanted, failures } = this.#queue;
    const there = wanted.filter(content => this.has(content.sha256));
    const unfit = wanted.filter(content => !this.has(content.sha256) && !this.#fit.has(content.sha256));
    return {
      store: this.#store?.kind ?? 'none',
      files: this.#files.size,
      bytes: sum(this.#files.values()),
      wanted: wanted.length,
      ready: there.length,
      wantedBytes: sum(wanted.map(content => content.size)),
      readyBytes: sum(wanted.map(content => this.#files.get(content.sha256) ?? this.#parts.get(content.sha256) ?? 0)),
      budget: Number.isFinite(this.#limit) ? this.#limit : null,
      /** Went bad on the disk since the start. */
      spoilt: this.#spoilt,
      /** Have to stay away because there is no room. */
      unfit: unfit.map(content => content.title),
      failures: failures.map(({ content, reason }) => `${reason}: ${content.title}`),
    };
  }

  /** What the programme needs, in order of need. `whole`: broken-off downloads of what it does not name may go. */
  want(contents: readonly ProgrammeContent[], whole: boolean): void {
    this.#whole = whole;
    this.#queue.want(contents);
    this.#needs.touch(contents.map(content => content.sha256));
    this.#work();
  }

  /** The network or the token is new: failed downloads need not wait. */
  hurry(): void {
    this.#queue.hurry();
    this.#work();
  }

  /** A file whose bytes are right, for the stage; in use until released. */
  async source(content: ProgrammeContent): Promise<StageSource> {
    const { sha256 } = content;
    if (this.has(sha256)) await this.#soundness.sure(sha256, content.type === 'video' || content.type === 'audio');
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
    if (this.has(sha256)) this.#soundness.again(sha256);
  }

  /** Removes all but what is on the glass; what is needed is fetched again. */
  clear(): void {
    for (const sha256 of this.#files.keys()) if (!this.#inUse.has(sha256)) this.#remove(sha256);
    this.#full = null;
    this.hurry();
    this.#options.changed();
  }

  #release(sha256: string, url: string): void {
    URL.revokeObjectURL(url);
    const users = (this.#inUse.get(sha256) ?? 1) - 1;
    if (users > 0) this.#inUse.set(sha256, users);
    else this.#inUse.delete(sha256);
  }

  get #limit(): number {
    return Math.min(this.#budget, this.#full?.bytes ?? Number.POSITIVE_INFINITY, this.#options.limit ?? Number.POSITIVE_INFINITY);
  }

  #work(): void {
    if (this.#full && performance.now() > this.#full.until) this.#full = null;
    const { wanted, active } = this.#queue;
    this.#fit = fitting({ wanted, budget: this.#limit });
    const token = this.#options.token();
    if (token === null || !this.#worker || !this.#measured) return;
    const skip = (content: ProgrammeContent) => this.has(content.sha256) || !this.#fit.has(content.sha256) || !this.#roomFor(content.size);
    for (const { sha256, size, url } of this.#queue.take(skip, performance.now())) {
      this.#ask({ kind: 'download', task: { sha256, size, url: new URL(url, location.origin).href, token } });
    }
    this.#sweep();
    if (active.size > 0 || performance.now() < QUIET) return;
    this.#soundness.lookThrough(wanted.filter(content => this.has(content.sha256)).map(content => content.sha256));
  }

  /** Makes room for so many bytes more; `false`: not now. */
  #roomFor(size: number): boolean {
    const { wanted, active } = this.#queue;
    const busy = (sha256: string) => this.#inUse.has(sha256) || active.has(sha256);
    const shelf = { wanted, held: new Map([...this.#files, ...active]), order: this.#needs.order, busy, budget: this.#limit };
    const going = makeRoom(shelf, size, this.#fit);
    if (!going || (!this.#options.online() && going.some(sha256 => this.#queue.wants(sha256)))) return false;
    for (const sha256 of going) this.#remove(sha256);
    if (going.length > 0) this.#options.changed();
    return true;
  }

  #sweep(): void {
    const wanted = [...this.#fit];
    const said = wanted.join();
    if (!this.#whole || said === this.#swept) return;
    this.#swept = said;
    for (const sha256 of this.#parts.keys()) if (!this.#fit.has(sha256) && !this.#queue.active.has(sha256)) this.#parts.delete(sha256);
    this.#ask({ kind: 'sweep', wanted });
  }

  async #measure(): Promise<void> {
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    // While files come in, what the browser counts and what is known here are never of the same moment.
    if (quota === undefined || usage === undefined || this.#queue.active.size > 0) return;
    this.#budget = budgetOf({ quota, used: usage, library: sum(this.#files.values()) + sum(this.#parts.values()) });
  }

  #remove(sha256: string): void {
    this.#files.delete(sha256);
    this.#soundness.forget(sha256);
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
    this.#soundness.restarted();
    this.#work();
  }

  #ask(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case 'progress':
        this.#parts.set(report.sha256, report.bytes);
        return;
      case 'done':
        this.#queue.done(report.sha256);
        this.#parts.delete(report.sha256);
        this.#files.set(report.sha256, report.size);
        this.#soundness.verified(report.sha256);
        this.#options.changed();
        break;
      case 'failed':
        if (report.bytes > 0) this.#parts.set(report.sha256, report.bytes);
        else this.#parts.delete(report.sha256);
        this.#fail(report.sha256, report.reason, report.detail, report.progressed);
        break;
      case 'checked':
        this.#soundness.heard(report.sha256, report.sound, report.whole);
        if (report.sound || !this.#files.delete(report.sha256)) return;
        this.#spoilt++;
        note('library', `${report.sha256.slice(0, 12)} went bad on the disk`);
        this.#options.changed();
        break;
      case 'broken':
        note('library', report.detail);
        if (report.sha256) this.#soundness.gaveUp(report.sha256);
        break;
    }
    this.#work();
  }

  #fail(sha256: string, reason: DownloadFailure, detail: string, progressed: boolean): void {
    const wait = this.#queue.failed(sha256, reason, progressed && reason !== 'full', performance.now());
    if (wait < PACE) setTimeout(() => this.#work(), wait);
    note('library', `${reason}: ${detail}`);
    if (reason === 'full') {
      this.#full = { bytes: sum(this.#files.values()) + sum(this.#parts.values()), until: performance.now() + FULL };
    } else if (reason === 'unauthorized') this.#options.unauthorized();
    this.#options.changed();
  }
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
