import { Countdown } from './countdown.ts';
import { lengthOf } from './playlist.ts';
import type { StageItem, StagePlay } from './types.ts';

/** No item ends sooner: a list of empty clips must not become a hot loop, ms. */
const SHORTEST = 250;
/** A medium that ends this little before its time on screen has simply ended; otherwise it starts over, ms. */
const NEARLY = 600;
/** Less than this is not worth starting over for, ms. */
const MOMENT = 60;

/** Why an item gave way. */
export type Reason = NonNullable<StagePlay['reason']> | 'completed';

/** The account of the item on the glass: since when, how long still. */
export class Showing {
  item: StageItem;
  readonly startedAt: number;
  readonly #shownAt = performance.now();
  readonly #over: () => void;
  #countdown: Countdown | null = null;
  #rounds = 0;
  #late: ReturnType<typeof setTimeout> | undefined;

  /** `startedAt` in epoch ms; `over` is called once when its time is up. */
  constructor(item: StageItem, startedAt: number, over: () => void) {
    this.item = item;
    this.startedAt = startedAt;
    this.#over = over;
    this.#time();
  }

  /** The list now says something else of the same item. */
  change(item: StageItem, running: boolean): void {
    this.item = item;
    const length = lengthOf(item);
    if (length !== null && this.#countdown) this.#countdown.resize(length);
    else this.#time();
    if (running) this.#countdown?.start();
  }

  /** Whether a set time ends it, rather than the medium. */
  get timed(): boolean {
    return this.#countdown !== null;
  }

  run(on: boolean): void {
    if (on) this.#countdown?.start();
    else this.#countdown?.pause();
  }

  /** The medium reached its end: `again` if it has to start over until its time is up. */
  mediumEnded(): 'again' | 'over' {
    if (this.#countdown && this.#countdown.remaining > (this.#rounds === 0 ? NEARLY : MOMENT)) {
      this.#rounds++;
      return 'again';
    }
    const early = SHORTEST - (performance.now() - this.#shownAt);
    clearTimeout(this.#late);
    if (early > 0) this.#late = setTimeout(this.#over, early);
    else this.#over();
    return 'over';
  }

  /** Seconds on the glass, and of how many (`null`: nobody knows), with what the medium itself says. */
  progress(position: number | null, length: number | null): { seconds: number; total: number | null } {
    if (!this.#countdown) return { seconds: position ?? 0, total: length };
    const { elapsed, remaining } = this.#countdown;
    return { seconds: elapsed / 1000, total: (elapsed + remaining) / 1000 };
  }

  finish(reason: Reason, endedAt: number): StagePlay {
    this.#countdown?.pause();
    clearTimeout(this.#late);
    const play = { item: this.item, started_at: this.startedAt, ended_at: endedAt };
    return reason === 'completed' ? { ...play, completed: true } : { ...play, completed: false, reason };
  }

  #time(): void {
    this.#countdown?.pause();
    const length = lengthOf(this.item);
    this.#countdown = length === null ? null : new Countdown(Math.max(SHORTEST, length), this.#over);
  }
}
