/** Never sleeps longer: a machine that was suspended, or whose clock was set, is noticed soon. */
const LONGEST = 3_600_000;
const LOOK = 5_000;
/** How far the two clocks of a machine may drift apart between two looks, ms. */
const JUMP = 1_500;

/** Wakes at an instant of the player's clock, and whenever that clock may have jumped. */
export class Alarm {
  readonly #now: () => number;
  readonly #ring: (jumped: boolean) => void;
  #at: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wall = Date.now();
  #monotonic = performance.now();

  /** `now`: epoch ms by which instants are meant. `ring` is told whether the clock was set or the machine slept. */
  constructor(now: () => number, ring: (jumped: boolean) => void) {
    this.#now = now;
    this.#ring = ring;
    setInterval(() => this.#look(), LOOK);
  }

  /** Rings once at `at` (epoch ms); `null`: only if the clock jumps. */
  set(at: number | null): void {
    this.#at = at;
    clearTimeout(this.#timer);
    if (at === null) return;
    const wait = Math.max(0, at - this.#now());
    this.#timer = setTimeout(() => (wait > LONGEST || this.#now() < at ? this.set(this.#at) : this.#ring(false)), Math.min(wait, LONGEST));
  }

  /** Asks again now: the page woke up. */
  wake(): void {
    if (!this.#look()) this.#ring(false);
  }

  /** Rings if the clock jumped since the last look. */
  #look(): boolean {
    const drift = Math.abs(Date.now() - this.#wall - (performance.now() - this.#monotonic));
    this.#wall = Date.now();
    this.#monotonic = performance.now();
    if (drift <= JUMP) return false;
    this.#ring(true);
    return true;
  }
}
