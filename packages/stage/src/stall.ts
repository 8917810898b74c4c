/** A gap between two looks longer than this means that the page slept, not that the medium hangs, ms. */
const SLEPT = 1500;

/** Tells that a playing medium no longer moves. */
export class StallWatch {
  #position = -1;
  #movedAt = 0;
  #lookedAt = 0;
  readonly #patience: number;

  /** `patience`: ms without movement. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  reset(): void {
    this.#position = -1;
  }

  /** Called a few times a second with the medium's position (seconds; `null` if it has none) and a monotonic clock, ms. */
  stalled(position: number | null, now: number): boolean {
    const slept = now - this.#lookedAt > SLEPT;
    this.#lookedAt = now;
    if (position === null) return false;
    if (slept || position !== this.#position) {
      this.#position = position;
      this.#movedAt = now;
      return false;
    }
    return now - this.#movedAt >= this.#patience;
  }
}
