import type { Context } from '../context.ts';
import type { Db } from '../database/connection.ts';

export interface Job {
  id: number;
  kind: string;
  payload: string;
  /** Starts so far, this one included. */
  attempts: number;
}

const keepDone = 86_400_000;
const keepFailed = 30 * 86_400_000;

/** The jobs as rows: the only place that reads and writes them. */
export function createJobStore({ db, clock }: Context) {
  const columns = ['id', 'kind', 'payload', 'attempts'] as const;

  /** Only from running: a row that meanwhile means something else stays as it is. */
  async function leave(
    job: Job,
    change: { status: 'waiting' | 'done' | 'failed'; attempts?: number; error?: string | null },
  ): Promise<void> {
    await db
      .updateTable('jobs')
      .set({ ...change, updated_at: clock.now() })
      .where('id', '=', job.id)
      .where('status', '=', 'running')
      .execute();
  }

  async function claim(job: Job): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('jobs')
      .set({ status: 'running', attempts: job.attempts + 1, updated_at: clock.now() })
      .where('id', '=', job.id)
      .where('status', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  return {
    async add(trx: Db, kind: string, payload: string): Promise<void> {
      const now = clock.now();
      await trx.insertInto('jobs').values({ kind, payload, error: null, created_at: now, updated_at: now }).execute();
    },

    /** Marks the oldest waiting job as running and returns it. */
    async take(kind: string, except: ReadonlySet<number>): Promise<Job | null> {
      for (;;) {
        let waiting = db.selectFrom('jobs').select(columns).where('status', '=', 'waiting').where('kind', '=', kind).orderBy('id').limit(1);
        if (except.size > 0) waiting = waiting.where('id', 'not in', [...except]);
        const job = await waiting.executeTakeFirst();
        if (!job) return null;
        if (await claim(job)) return { ...job, attempts: job.attempts + 1 };
      }
    },

    done: (job: Job) => leave(job, { status: 'done', error: null }),
    failed: (job: Job, error: string) => leave(job, { status: 'failed', error }),
    /** To be tried again. */
    wait: (job: Job, error: string) => leave(job, { status: 'waiting', error }),
    /** Stopped on purpose, which is no attempt. */
    putBack: (job: Job) => leave(job, { status: 'waiting', attempts: job.attempts - 1 }),

    /** Jobs cut off by the end of the process as often as this. */
    interrupted: (kind: string, starts: number): Promise<Job[]> =>
      db
        .selectFrom('jobs')
        .select(columns)
        .where('status', '=', 'running')
        .where('kind', '=', kind)
        .where('attempts', '>=', starts)
        .execute(),

    async resume(kind: string): Promise<void> {
      await db
        .updateTable('jobs')
        .set({ status: 'waiting', updated_at: clock.now() })
        .where('status', '=', 'running')
        .where('kind', '=', kind)
        .execute();
    },

    async clean(): Promise<void> {
      const now = clock.now();
      await db
        .deleteFrom('jobs')
        .where(eb =>
          eb.or([
            eb('status', '=', 'done').and('updated_at', '<', now - keepDone),
            eb('status', '=', 'failed').and('updated_at', '<', now - keepFailed),
          ]),
        )
        .execute();
    },
  };
}
