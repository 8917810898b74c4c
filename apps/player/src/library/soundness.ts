/** Less than the stage waits for a file, ms. */
const PATIENCE = 9_000;
/** After this long a file counts as not looked at, ms. */
const STALE = 86_400_000;
/** Looking through files takes at most a fifth of the time, and rests at least this long, ms. */
const REST = 2_000;

interface Waiting {
  since: number;
  quick: boolean;
  settle: ((sound: boolean) => void)[];
}

/**
 * Which files are known to be right. Disks rot and power fails: what was verified in an earlier run is read again before it is
 * shown, and all that is needed once a day. Of a film the beginning is read first, the rest while it plays.
 */
export class Soundness {
  readonly #ask: (sha256: string, quick: boolean) => void;
  /** When each was last read whole, monotonic ms. */
  readonly #whole = new Map<string, number>();
  /** Whose beginning is right. */
  readonly #begun = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #restUntil = 0;

  /** `ask`: has the worker read a file. */
  constructor(ask: (sha256: string, quick: boolean) => void) {
    this.#ask = ask;
  }

  /** Its hash was right just now. */
  verified(sha256: string): void {
    this.#whole.set(sha256, performance.now());
  }

  forget(sha256: string): void {
    this.#whole.delete(sha256);
    this.#begun.delete(sha256);
  }

  /** Resolves when the file may be shown; rejects when it may not. `film`: it is shown bit by bit, and may begin before it is read whole. */
  async sure(sha256: string, film: boolean): Promise<void> {
    if (this.#whole.has(sha256) || (film && this.#begun.has(sha256))) return;
    const sound = await new Promise<boolean>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the file could not be read in time')), PATIENCE);
      this.#check(sha256, film, known => {
        clearTimeout(timer);
        resolve(known);
      });
    });
    if (!sound) throw new Error('the file on the disk is not what it should be');
  }

  /** Reads it again, whole. */
  again(sha256: string): void {
    this.#check(sha256, false);
  }

  /** The worker is a new one: it was asked nothing yet. */
  restarted(): void {
    for (const [sha256, { quick }] of this.#waiting) this.#ask(sha256, quick);
  }

  heard(sha256: string, sound: boolean, whole: boolean): void {
    const waiting = this.#waiting.get(sha256);
    this.#waiting.delete(sha256);
    if (!sound) this.forget(sha256);
    else if (whole) this.verified(sha256);
    else this.#begun.add(sha256);
    if (waiting && whole) this.#restUntil = performance.now() + Math.max(REST, 4 * (performance.now() - waiting.since));
    for (const settle of waiting?.settle ?? []) settle(sound);
    if (sound && !whole) this.#check(sha256, false);
  }

  /** It could not be read now. */
  gaveUp(sha256: string): void {
    const waiting = this.#waiting.get(sha256);
    this.#waiting.delete(sha256);
    for (const settle of waiting?.settle ?? []) settle(false);
  }

  /** Reads the first of these that was not read for long, when nothing else is to be done. */
  lookThrough(hashes: Iterable<string>): void {
    const now = performance.now();
    if (now < this.#restUntil || this.#waiting.size > 0) return;
    for (const sha256 of hashes) {
      if (now - (this.#whole.get(sha256) ?? Number.NEGATIVE_INFINITY) < STALE) continue;
      this.#check(sha256, false);
      return;
    }
  }

  #check(sha256: string, quick: boolean, settle?: (sound: boolean) => void): void {
    const waiting = this.#waiting.get(sha256);
    if (waiting) {
      if (settle) waiting.settle.push(settle);
      return;
    }
    this.#waiting.set(sha256, { since: performance.now(), quick, settle: settle ? [settle] : [] });
    this.#ask(sha256, quick);
  }
}
