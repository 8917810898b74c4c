/** So many editorials are remembered. */
const MOST = 200;
/** A slide comes only if at least so much of its time is left, and never for less than the moment that a hand-over may take, ms. */
const WORTH = 1 / 3;
const MOMENT = 600;

/** Whether after `spent` ms of a showing of `length` ms there is time for another slide of `each` ms. */
export function worthTurning(length: number, spent: number, each: number): boolean {
  return length - spent >= Math.max(MOMENT, each * WORTH);
}

/** How many slides of `each` ms a showing of `length` ms has, those that come again included. */
export function slidesWithin(length: number, each: number): number {
  return Math.max(1, Math.floor((length - Math.max(MOMENT, each * WORTH)) / each) + 1);
}

/** Where each editorial goes on: showings shorter than the whole come round to every slide. */
export class Turns {
  readonly #next = new Map<number, { slide: number; by: object }>();

  /** The slide to begin with, of so many. */
  first(contentId: number, count: number): number {
    return (this.#next.get(contentId)?.slide ?? 0) % count;
  }

  /** The showing `by` begins and will go so far that `next` is the one after it: what follows it is made ready while it runs. */
  begin(contentId: number, next: number, by: object): void {
    this.#next.delete(contentId);
    this.#next.set(contentId, { slide: next, by });
    const [oldest] = this.#next.keys();
    if (this.#next.size > MOST && oldest !== undefined) this.#next.delete(oldest);
  }

  /** It ended, perhaps sooner. Says nothing once another has begun. */
  end(contentId: number, next: number, by: object): void {
    const known = this.#next.get(contentId);
    if (known?.by === by) known.slide = next;
  }
}
