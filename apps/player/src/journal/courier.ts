import type { PlayReceipt, Problem } from '@tvs/protocol';
import { reconnectDelay } from '../connection/backoff.ts';
import { note } from '../log.ts';
import type { Journal } from './journal.ts';
import { worded } from './record.ts';

/** Plays in one delivery. */
const BATCH = 500;
/** Between two deliveries when all goes well, ms; a quarter more or less, so that a fleet does not speak as one. */
const PACE = 60_000;
const TIMEOUT = 30_000;

/** Takes the journal to the server, again and again, until each play is acknowledged. */
export class Courier {
  readonly #journal: Journal;
  readonly #token: () => string | null;
  readonly #unauthorized: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #again = false;
  #failures = 0;
  #size = BATCH;

  /** `unauthorized`: the token is worth nothing; `hurry` once there is another. */
  constructor(journal: Journal, token: () => string | null, unauthorized: () => void) {
    this.#journal = journal;
    this.#token = token;
    this.#unauthorized = unauthorized;
  }

  /** Now, rather than at the next round. */
  hurry(): void {
    if (this.#busy) this.#again = true;
    else void this.#round();
  }

  async #round(): Promise<void> {
    clearTimeout(this.#timer);
    this.#busy = true;
    let wait: number | null = null;
    try {
      while (wait === null) wait = await this.#deliver();
    } catch (error) {
      note('plays', error);
      wait = reconnectDelay(this.#failures++);
    }
    this.#busy = false;
    this.#timer = setTimeout(() => void this.#round(), this.#again ? 0 : wait);
    this.#again = false;
  }

  /** One batch; ms until the next, `null`: at once. */
  async #deliver(): Promise<number | null> {
    const token = this.#token();
    const batch = token === null ? [] : await this.#journal.batch(this.#size);
    if (token === null || batch.length === 0) return PACE * (0.75 + Math.random() / 2);
    const response = await fetch('/api/player/plays', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ plays: batch.map(worded) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    // The screen may have become another while it was asked: this answer is still about the plays that were sent.
    if (response.ok) {
      const receipt = (await response.json()) as PlayReceipt;
      if (receipt.stored.length + receipt.conflicts.length === 0) throw new Error('the server stored nothing and does not say why');
      await this.#journal.acknowledge(batch, receipt);
      this.#failures = 0;
      return null;
    }
    if (response.status === 429) return (Number(response.headers.get('retry-after')) || 5) * 1000 * (1 + Math.random());
    if (response.status === 401 || response.status === 403) this.#unauthorized();
    else if (response.status === 413 && this.#size > 1) {
      this.#size = Math.ceil(this.#size / 2);
      return null;
    } else if (response.status === 400 || response.status === 422) {
      const problem = (await response.json()) as Problem;
      const path = problem.errors?.[0]?.path ?? '';
      const bad = batch[Number(/^plays\.(\d+)/.exec(path)?.[1] ?? (batch.length === 1 ? 0 : Number.NaN))];
      if (bad) {
        await this.#journal.giveUp(bad, `${path} ${problem.detail}`);
        return null;
      }
    }
    throw new Error(`the server answered ${response.status}`);
  }
}
