import type { ProgrammeContent } from '@tvs/protocol';
import type { DownloadFailure } from './download.ts';

const FIRST_WAIT = 3_000;
/** After a connection that brought something before it broke. */
const SHORT_WAIT = 500;
const LONGEST_WAIT = 300_000;
/** Two: a large file must not keep a small one waiting, and more would only share the same line. */
const AT_ONCE = 2;

interface Failure {
  reason: DownloadFailure;
  count: number;
  until: number;
}

/** Decides which file is fetched next: in the order of need, with a pause after a failure. */
export class Queue {
  #wanted: readonly ProgrammeContent[] = [];
  #named: ReadonlySet<string> = new Set();
  /** Bytes each will have, by SHA-256. */
  readonly #active = new Map<string, number>();
  readonly #failed = new Map<string, Failure>();

  /** In order of need; each hash once. */
  want(contents: readonly ProgrammeContent[]): void {
    const bySha = new Map<string, ProgrammeContent>();
    for (const content of contents) if (!bySha.has(content.sha256)) bySha.set(content.sha256, content);
    this.#wanted = [...bySha.values()];
    this.#named = new Set(bySha.keys());
    for (const sha256 of this.#failed.keys()) if (!bySha.has(sha256)) this.#failed.delete(sha256);
  }

  get wanted(): readonly ProgrammeContent[] {
    return this.#wanted;
  }

  wants(sha256: string): boolean {
    return this.#named.has(sha256);
  }

  get active(): ReadonlyMap<string, number> {
    return this.#active;
  }

  /** What could not be fetched, and why the last time. */
  get failures(): { content: ProgrammeContent; reason: DownloadFailure }[] {
    return this.#wanted.flatMap(content => {
      const failure = this.#failed.get(content.sha256);
      return failure ? [{ content, reason: failure.reason }] : [];
    });
  }

  /** Takes the files to start now. `skip`: is there, or cannot come now; `now` is any monotonic clock, ms. */
  take(skip: (content: ProgrammeContent) => boolean, now: number): ProgrammeContent[] {
    const taken: ProgrammeContent[] = [];
    for (const content of this.#wanted) {
      if (this.#active.size >= AT_ONCE) break;
      const { sha256, size } = content;
      if (this.#active.has(sha256) || (this.#failed.get(sha256)?.until ?? 0) > now || skip(content)) continue;
      this.#active.set(sha256, size);
      taken.push(content);
    }
    return taken;
  }

  done(sha256: string): void {
    this.#active.delete(sha256);
    this.#failed.delete(sha256);
  }

  /** `progressed`: it brought something before it failed, so the next try need not wait long. Returns that wait, ms. */
  failed(sha256: string, reason: DownloadFailure, progressed: boolean, now: number): number {
    this.#active.delete(sha256);
    if (!this.wants(sha256)) return 0;
    const count = progressed ? 0 : (this.#failed.get(sha256)?.count ?? 0) + 1;
    const wait = progressed ? SHORT_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - 1));
    this.#failed.set(sha256, { reason, count, until: now + wait });
    return wait;
  }

  /** The worker is gone: nothing is on its way any more. */
  interrupted(): void {
    this.#active.clear();
  }

  /** The network or the token is new: everything may be tried at once. */
  hurry(): void {
    for (const failure of this.#failed.values()) {
      failure.count = 0;
      failure.until = 0;
    }
  }
}
