const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 300_000;

/** Remembers items that failed, and when each may be tried again: later and later, never in a hot loop. */
export class Failures {
  readonly #failed = new Map<string, { count: number; until: number }>();

  /** Times are ms of any one monotonic clock. */
  note(key: string, now: number): void {
    const count = (this.#failed.get(key)?.count ?? 0) + 1;
    this.#failed.set(key, { count, until: now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - 1)) });
  }

  blocked(key: string, now: number): boolean {
    return (this.#failed.get(key)?.until ?? 0) > now;
  }

  /** It played, or someone asks for it by name. */
  forgive(key: string): void {
    this.#failed.delete(key);
  }

  /** Keeps the map no larger than the playlist. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
  }

  /** The first instant at which one of them may be tried again; `null` when none failed. */
  nextTry(): number | null {
    let first: number | null = null;
    for (const { until } of this.#failed.values()) if (first === null || until < first) first = until;
    return first;
  }
}
