/** What was learned of the server's clock. */
export interface ClockReading {
  /** Ms to add to this machine's clock. */
  offset: number;
  /** This machine's clock when it was last known to be so: it cannot be earlier now, unless someone set it. */
  learnedAt: number;
}

/** How far the two clocks of a machine may drift apart between two looks, ms. */
const JUMP = 1_500;

/**
 * The server's clock by one exchange: its answer was true half a round trip ago.
 * @param serverTime ISO 8601 instant in the answer. @param receivedAt this machine's epoch ms. @param roundTrip ms.
 */
export function readClock(serverTime: string, receivedAt: number, roundTrip: number): ClockReading | null {
  const server = Date.parse(serverTime);
  if (!Number.isFinite(server)) return null;
  return { offset: Math.round(server + roundTrip / 2 - receivedAt), learnedAt: receivedAt };
}

/**
 * The time by which this screen decides what plays: the server's, as far as it is known. When this machine's clock jumps, there are two
 * readings. Time does not run backwards, so a jump back is the machine's alone; so is one forward that brings its clock nearer to the
 * server's (someone set it right). Another jump forward is a sleep from which the machine woke.
 */
export class PlayerClock {
  #offset = 0;
  #learned = false;
  #wall = Date.now();
  #monotonic = performance.now();

  /** Epoch ms. */
  now = (): number => {
    this.look();
    return Date.now() + this.#offset;
  };

  /** Ms by which this machine's clock is behind the server's. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether the server ever told it, as far as that can still count. */
  get known(): boolean {
    return this.#learned;
  }

  /** What to keep for the next start; `null` while the server's time is not known. */
  get reading(): ClockReading | null {
    return this.#learned ? { offset: this.#offset, learnedAt: Date.now() } : null;
  }

  /** The server's time is known again, to `doubt` ms: what is known already and lies within that stands, as a busy server answers late. */
  use(reading: ClockReading, doubt = 0): void {
    this.look();
    if (this.#learned && Math.abs(reading.offset - this.#offset) <= doubt) return;
    this.#offset = reading.offset;
    this.#learned = true;
    this.#remember();
  }

  /** A reading kept from an earlier run. Should this machine's clock be behind it, time goes on from where it was then. */
  resume(reading: ClockReading): void {
    if (this.#learned || !Number.isFinite(reading.offset) || !Number.isFinite(reading.learnedAt)) return;
    this.use({ ...reading, offset: reading.offset + Math.max(0, reading.learnedAt - Date.now()) });
  }

  /** Whether this machine's clock was set, or the machine slept, since the last look. */
  look(): boolean {
    const jump = Date.now() - this.#wall - (performance.now() - this.#monotonic);
    this.#remember();
    if (Math.abs(jump) < JUMP) return false;
    const nearer = Math.abs(this.#offset - jump) < Math.abs(this.#offset);
    if (this.#learned && (jump < 0 || nearer)) this.#offset -= Math.round(jump);
    return true;
  }

  #remember(): void {
    this.#wall = Date.now();
    this.#monotonic = performance.now();
  }
}
