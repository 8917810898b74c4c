/** Counts running time only: a pause keeps what remains. Monotonic, so that a corrected wall clock neither cuts nor stretches an item. */
export class Countdown {
  #total: number;
  #spent = 0;
  #since: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onEnd: () => void;

  /** `total` in ms; it does not run before `start`. */
  constructor(total: number, onEnd: () => void) {
    this.#total = total;
    this.#onEnd = onEnd;
  }

  /** Running time so far, ms. */
  get elapsed(): number {
    return this.#spent + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  get remaining(): number {
    return Math.max(0, this.#total - this.elapsed);
  }

  start(): void {
    if (this.#since !== null) return;
    this.#since = performance.now();
    this.#arm();
  }

  pause(): void {
    this.#spent = this.elapsed;
    this.#since = null;
    clearTimeout(this.#timer);
  }

  /** Changes the whole length while it runs; what was spent counts. */
  resize(total: number): void {
    this.#total = total;
    if (this.#since !== null) this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Browsers may fire a little early: never end an item before its time.
      if (this.remaining > 1) return this.#arm();
      this.pause();
      this.#onEnd();
    }, this.remaining);
  }
}
