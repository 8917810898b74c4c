import { type Failure, toProblem } from '../../api/problem.ts';

export interface BulkFailure<T> {
  item: T;
  failure: Failure;
}

interface Bulk<T> {
  /** Throws what went wrong. */
  act: (item: T) => Promise<unknown>;
  signal: AbortSignal;
  onStep: (done: number, failures: readonly BulkFailure<T>[]) => void;
  /** Resolves after so many seconds, or when `signal` aborts. */
  wait: (seconds: number) => Promise<void>;
}

/** A server that wants a pause is given it this often for one item. */
const mostPauses = 5;

/**
 * Does the same to one item after the other and goes on past those that fail. Ends early when `signal` aborts, or when the server
 * is away: what then fails would only be all that is left.
 * @returns how many were tried, and those that failed
 */
export async function runBulk<T>(items: readonly T[], { act, signal, onStep, wait }: Bulk<T>) {
  const failures: BulkFailure<T>[] = [];
  let done = 0;
  for (const item of items) {
    const failure = await once(item);
    if (failure === 'stopped') break;
    done += 1;
    if (failure) failures.push({ item, failure });
    onStep(done, [...failures]);
    if (failure?.status === 0 || failure?.status === 401) break;
  }
  return { done, failures };

  async function once(item: T): Promise<Failure | null | 'stopped'> {
    for (let pauses = 0; ; pauses++) {
      if (signal.aborted) return 'stopped';
      try {
        await act(item);
        return null;
      } catch (error) {
        const failure = toProblem(error);
        if (failure.status !== 429 || pauses === mostPauses) return failure;
        await wait(failure.retry_after ?? 1);
      }
    }
  }
}
