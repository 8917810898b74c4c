import PQueue from 'p-queue';
import type { Context } from '../context.ts';
import { fromJson, toJson } from '../database/columns.ts';
import type { Db } from '../database/connection.ts';
import { ProblemError } from '../platform/errors.ts';
import { type JobKind, type JobPayloads, jobKinds } from './kinds.ts';
import { createJobStore, type Job } from './store.ts';

export type JobHandler<Kind extends JobKind> = (payload: JobPayloads[Kind], signal: AbortSignal) => Promise<void>;
/** Called once after the last attempt, so that what waits for the job can be told. */
export type JobGivenUp<Kind extends JobKind> = (payload: JobPayloads[Kind], error: Error) => Promise<void>;

export interface Jobs {
  /** Names the one handler of a kind. A handler may run twice for the same job (after a crash): it must bear that. */
  handle<Kind extends JobKind>(kind: Kind, handler: JobHandler<Kind>, givenUp?: JobGivenUp<Kind>): void;
  /** Adds a job in the caller's transaction: it exists exactly when the write it belongs to does. */
  add<Kind extends JobKind>(trx: Db, kind: Kind, payload: JobPayloads[Kind]): Promise<void>;
  /** Looks for waiting jobs; call after the commit. */
  wake(): void;
  /** Takes up what waited or was interrupted. Throws when a kind has no handler. */
  start(): Promise<void>;
  /** Takes no more, interrupts the running job (it starts anew next time) and waits for it. */
  close(): Promise<void>;
}

/** Errors a handler may throw for one job. */
const maxAttempts = 3;
/** Starts of one job, also those that ended with the process: what kills the server is not tried for ever. */
const maxStarts = 6;
const restAfterFailure = 2000;
const restAfterOutage = 5000;
const cleaningInterval = 6 * 3_600_000;

interface Handling {
  run: (payload: unknown, signal: AbortSignal) => Promise<void>;
  givenUp: ((payload: unknown, error: Error) => Promise<void>) | undefined;
}

/** Heavy work in this process, one job of each kind at a time, kept in the database so that a crash forgets nothing. */
export function createJobs(context: Context): Jobs {
  const { clock, log } = context;
  const store = createJobStore(context);
  const handlers = new Map<JobKind, Handling>();
  /** A lane for each kind: what takes seconds does not wait behind what takes hours. */
  const lanes = new Map(jobKinds.map(kind => [kind, new PQueue({ concurrency: 1 })]));
  const stopping = new AbortController();
  /** Failed a moment ago: left alone until their rest is over. */
  const resting = new Set<number>();
  let started = false;
  let stopCleaning = () => {};

  function wake(): void {
    // One drain running and one waiting behind it: whatever was added during the first is found by the second.
    if (!started || stopping.signal.aborted) return;
    for (const [kind, lane] of lanes) if (lane.size === 0) void lane.add(() => drain(kind));
  }

  async function drain(kind: JobKind): Promise<void> {
    try {
      for (let job = await next(kind); job; job = await next(kind)) await run(job);
    } catch (error) {
      log.error({ err: error }, 'the job queue stands still; it tries again soon');
      clock.at(clock.now() + restAfterOutage, () => void lanes.get(kind)?.add(() => recover(kind)));
    }
  }

  /** Nothing of the kind runs when this is called, so what the database holds as running was cut off. */
  async function recover(kind: JobKind): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      for (const job of await store.interrupted(kind, maxStarts)) await giveUp(job, new Error('the server stopped each time this ran'));
      await store.resume(kind);
      wake();
    } catch (error) {
      log.error({ err: error }, 'interrupted jobs could not be taken up; it tries again soon');
      clock.at(clock.now() + restAfterOutage, () => void lanes.get(kind)?.add(() => recover(kind)));
    }
  }

  const next = (kind: JobKind) => (stopping.signal.aborted ? Promise.resolve(null) : store.take(kind, resting));

  async function run(job: Job): Promise<void> {
    const handling = handlers.get(job.kind as JobKind);
    const from = clock.now();
    try {
      if (!handling) throw new Error(`this version has no handler for ${job.kind}`);
      await handling.run(fromJson<unknown>(job.payload), stopping.signal);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (stopping.signal.aborted) return store.putBack(job);
      if (isOutage(error)) {
        await store.putBack(job);
        throw error;
      }
      log.error({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed');
      return job.attempts >= maxAttempts ? giveUp(job, error) : rest(job, error);
    }
    await store.done(job);
    log.debug({ job: job.id, kind: job.kind, ms: clock.now() - from }, 'a job is done');
  }

  async function rest(job: Job, error: Error): Promise<void> {
    await store.wait(job, error.message);
    resting.add(job.id);
    clock.at(clock.now() + restAfterFailure * job.attempts, () => {
      resting.delete(job.id);
      wake();
    });
  }

  async function giveUp(job: Job, error: Error): Promise<void> {
    await handlers.get(job.kind as JobKind)?.givenUp?.(fromJson<unknown>(job.payload), error);
    await store.failed(job, error.message);
  }

  function clean(): void {
    store.clean().catch((error: unknown) => log.error({ err: error }, 'old jobs could not be removed'));
    stopCleaning = clock.at(clock.now() + cleaningInterval, clean);
  }

  return {
    handle(kind, handler, givenUp) {
      if (handlers.has(kind)) throw new Error(`job ${kind} has two handlers`);
      handlers.set(kind, { run: handler, givenUp } as Handling);
    },
    add: (trx, kind, payload) => store.add(trx, kind, toJson(payload)),
    wake,
    async start() {
      for (const kind of jobKinds) if (!handlers.has(kind)) throw new Error(`job ${kind} has no handler`);
      started = true;
      await Promise.all([...lanes].map(([kind, lane]) => lane.add(() => recover(kind))));
      clean();
    },
    async close() {
      stopping.abort();
      stopCleaning();
      for (const lane of lanes.values()) lane.clear();
      await Promise.all([...lanes.values()].map(lane => lane.onIdle()));
    },
  };
}

/** 503: what jobs of this kind need is away. That is no attempt of theirs; the lane stands still until it is back. */
const isOutage = (error: Error) => error instanceof ProblemError && error.status === 503;
