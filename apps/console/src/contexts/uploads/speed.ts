/** Bytes per second over the last few seconds, so that a stall shows at once and a burst doesn't jump. */
export class Speed {
  readonly #window: number;
  #samples: { at: number; bytes: number }[] = [];

  constructor(windowMs = 4000) {
    this.#window = windowMs;
  }

  /** `bytes`: sent so far in all; `at`: epoch ms. */
  add(bytes: number, at: number): void {
    this.#samples.push({ at, bytes });
    const oldest = at - this.#window;
    while (this.#samples.length > 2 && (this.#samples[0]?.at ?? at) < oldest) this.#samples.shift();
  }

  perSecond(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at === first.at) return 0;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }
}
