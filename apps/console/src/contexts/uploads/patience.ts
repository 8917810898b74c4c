import { type Failure, toProblem } from '../../api/problem.ts';

/** No answer came. */
export const broken: Failure = { status: 0, code: 'network', title: 'network', detail: '' };
const changed: Failure = { status: 400, code: 'file_changed', title: 'file_changed', detail: '' };

/** Waits between tries, ms; the last one again and again. */
const waits = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000];
/** Tries that a server in trouble is given, one after the other without a byte gained. */
const most = 8;

/**
 * What becomes of a try that failed. A line that broke, and another tab on the same upload, pass; a server in trouble may;
 * a refusal doesn't, and a full disk is for somebody to know at once.
 */
export function verdict(status: number, tries: number): 'again' | 'over' {
  if (status === 0 || status === 409 || status === 423) return 'again';
  return status >= 500 && status !== 507 && tries < most ? 'again' : 'over';
}

/** Tries one file's steps until they are done, given up or refused. */
export class Patience {
  readonly #file: File;
  readonly #onWaiting: () => void;
  #tries = 0;
  #furthest = 0;
  #wake = () => {};
  ended = false;

  constructor(file: File, onWaiting: () => void) {
    this.#file = file;
    this.#onWaiting = onWaiting;
  }

  /** So many bytes are on the server: when they are more than ever, its tries begin anew. */
  reached(bytes: number): void {
    if (bytes <= this.#furthest) return;
    this.#furthest = bytes;
    this.#tries = 0;
  }

  /** Throws the Failure that no waiting helps against. */
  async until<T>(step: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const result = await step();
        if (this.ended) throw broken;
        return result;
      } catch (error) {
        const failure = toProblem(error);
        if (this.ended || verdict(failure.status, this.#tries) === 'over') throw failure;
        // A file that was changed or taken away can't be sent, which looks like a broken line.
        if (failure.status === 0 && !(await readable(this.#file))) throw changed;
        this.#onWaiting();
        if (!this.ended) await this.#pause(waits[Math.min(this.#tries++, waits.length - 1)] ?? 0);
        if (this.ended) throw failure;
      }
    }
  }

  end(): void {
    this.ended = true;
    this.#wake();
  }

  /** Until the time is over, the browser says that the network is back, or it was given up. */
  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        globalThis.removeEventListener?.('online', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      globalThis.addEventListener?.('online', done);
      this.#wake = done;
    });
  }
}

async function readable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
