import type { ProgrammeContent } from '@tvs/protocol';

const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 300_000;
/** Two: a large file must not keep a small one waiting, and more would only share the same line. */
const AT_ONCE = 2;

/** Decides which file is fetched next: in the order of need, with a pause after a failure. */
export class Queue {
  #wanted: readonly ProgrammeContent[] = [];
  readonly #active = new Set<string>();
  readonly #failed = new Map<string, { count: number; until: number }>();

  /** In order of need; each hash once. */
  want(contents: readonly ProgrammeContent[]): void {
    const bySha = new Map(contents.map(content => [content.sha256, content]));
    this.#wanted = [...bySha.values()];
    for (const sha256 of this.#failed.keys()) if (!bySha.has(sha256)) this.#failed.delete(sha256);
  }

  get wanted(): readonly ProgrammeContent[] {
    return this.#wanted;
  }

  wants(sha256: string): boolean {
    return this.#wanted.some(content => content.sha256 === sha256);
  }

  get active(): ReadonlySet<string> {
    return this.#active;
  }

  /** Takes the files to start now; `has` says what is there already, `now` is any monotonic clock, ms. */
  take(has: (sha256: string) => boolean, now: number): ProgrammeContent[] {
    const taken: ProgrammeContent[] = [];
    for (const content of this.#wanted) {
      if (this.#active.size >= AT_ONCE) break;
      const { sha256 } = content;
      if (has(sha256) || this.#active.has(sha256) || (this.#failed.get(sha256)?.until ?? 0) > now) continue;
      this.#active.add(sha256);
      taken.push(content);
    }
    return taken;
  }

  done(sha256: string): void {
    this.#active.delete(sha256);
    this.#failed.delete(sha256);
  }

  failed(sha256: string, now: number): void {
    this.#active.delete(sha256);
    if (!this.wants(sha256)) return;
    const count = (this.#failed.get(sha256)?.count ?? 0) + 1;
    this.#failed.set(sha256, { count, until: now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - 1)) });
  }

  /** The worker is gone: nothing is on its way any more. */
  interrupted(): void {
    this.#active.clear();
  }

  /** The network or the token is new: everything may be tried at once. */
  hurry(): void {
    this.#failed.clear();
  }
}
