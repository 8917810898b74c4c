import type { Context } from '../../context.ts';
import { problems } from '../../platform/errors.ts';
import { insertPlays, type NewPlay } from './store.ts';

/** How long the first delivery waits for others to share its commit, ms. */
const gather = 20;
/** Rows in one commit: what waits for the database meanwhile waits for no longer than these take. */
const mostRows = 5000;
/** Deliveries that wait; a fleet that comes back all at once is asked to come again. */
const longestQueue = 500;
/** Of one delivery; on MariaDB two servers may wait for each other's rows, and one of them is taken back. */
const tries = 5;

interface Waiting {
  plays: readonly NewPlay[];
  done(accepted: number): void;
  failed(error: unknown): void;
}

export interface PlayWriter {
  /** Stores those that are not there yet; returns how many, once they are on the disk. */
  store(plays: readonly NewPlay[]): Promise<number>;
}

/**
 * Deliveries of many players share a commit: what makes a commit slow is the disk, not the rows. Each is answered with
 * its own count, and only after the commit.
 */
export function createPlayWriter({ db, dialect }: Pick<Context, 'db' | 'dialect'>): PlayWriter {
  let queue: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing = false;

  function soon(): void {
    const rows = queue.reduce((sum, waiting) => sum + waiting.plays.length, 0);
    if (writing || queue.length === 0) return;
    if (rows < mostRows) timer ??= setTimeout(() => void next(), gather);
    else void next();
  }

  async function next(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (writing) return;
    writing = true;
    await together(take());
    writing = false;
    soon();
  }

  /** The oldest, as many as fit; at least one. */
  function take(): Waiting[] {
    let rows = 0;
    let count = 0;
    while (count < queue.length && (count === 0 || rows + (queue[count]?.plays.length ?? 0) <= mostRows))
      rows += queue[count++]?.plays.length ?? 0;
    const taken = queue.slice(0, count);
    queue = queue.slice(count);
    return taken;
  }

  async function together(group: readonly Waiting[], attempt = 1): Promise<void> {
    try {
      const counts = await db.transaction().execute(async trx => {
        const accepted: number[] = [];
        for (const { plays } of group) accepted.push(await insertPlays({ db: trx, dialect }, plays));
        return accepted;
      });
      for (const [index, { done }] of group.entries()) done(counts[index] ?? 0);
    } catch (error) {
      // One that can't be stored, or another server's lock, is no reason to refuse the others.
      if (group.length > 1) for (const one of group) await together([one]);
      else if (isDeadlock(error) && attempt < tries) await together(group, attempt + 1);
      else for (const { failed } of group) failed(error);
    }
  }

  return {
    store: plays =>
      new Promise((resolve, reject) => {
        if (queue.length >= longestQueue) {
          reject(problems.tooMany('Too many plays are being stored.', { retry_after: 5 }));
          return;
        }
        queue.push({ plays, done: resolve, failed: reject });
        soon();
      }),
  };
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ER_LOCK_DEADLOCK';
}
