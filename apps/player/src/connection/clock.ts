/** What was learned of the server's clock. */
export interface ClockReading {
  /** Ms to add to this machine's clock. */
  offset: number;
  /** This machine's clock when it was learned: it cannot be earlier now, unless someone set it. */
  learnedAt: number;
}

/**
 * The server's clock by one exchange: its answer was true half a round trip ago.
 * @param serverTime ISO 8601 instant in the answer. @param receivedAt this machine's epoch ms. @param roundTrip ms.
 */
export function readClock(serverTime: string, receivedAt: number, roundTrip: number): ClockReading | null {
  const server = Date.parse(serverTime);
  if (!Number.isFinite(server)) return null;
  return { offset: Math.round(server + roundTrip / 2 - receivedAt), learnedAt: receivedAt };
}

/** The time by which this screen decides what plays. */
export class PlayerClock {
  #reading: ClockReading = { offset: 0, learnedAt: 0 };

  /** Epoch ms. */
  now = (): number => Date.now() + this.#reading.offset;

  get offset(): number {
    return this.#reading.offset;
  }

  /** Whether the server ever told it, as far as that can still count. */
  get known(): boolean {
    return this.#reading.learnedAt > 0;
  }

  /** A reading kept from an earlier run counts unless this machine's clock was set back since. */
  use(reading: ClockReading): void {
    if (reading.learnedAt <= Date.now()) this.#reading = reading;
  }
}
