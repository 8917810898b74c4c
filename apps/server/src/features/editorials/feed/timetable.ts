import PQueue from 'p-queue';
import type { Context } from '../../../context.ts';
import type { Screens } from '../screens.ts';
import type { Reading } from './reading.ts';

/** Feeds read at the same time by this process. */
const atOnce = 4;
/** How long a claim holds when its process ends in the middle, ms; longer than any read takes. */
const lease = 120_000;
const afterOutage = 60_000;

/**
 * Reads feeds when they are due and takes items off the screens when they expire: one timer for whatever comes next.
 * When it is a feed's turn stands in the database, so it outlives the process, and whoever moves it on first has it.
 */
export function createTimetable(context: Context, { reading, screens }: { reading: Reading; screens: Screens }) {
  const { db, clock, log } = context;
  const queue = new PQueue({ concurrency: atOnce });
  let cancel: () => void = () => undefined;
  let looking: Promise<void> | null = null;
  let again = false;
  let closed = false;
  /** Items that expired until then are off the screens. */
  let seen = 0;

  async function look(): Promise<void> {
    const now = clock.now();
    await dropExpired(now);
    const due = await db
      .selectFrom('editorials')
      .select(['id', 'feed_next_at'])
      .where('feed_next_at', '<=', now)
      .orderBy('feed_next_at')
      .limit(Math.max(free(), 0))
      .execute();
    for (const { id, feed_next_at } of due) if (await claim(id, feed_next_at)) void queue.add(() => reading.read(id).then(wake, failed));
    const next = await nextInstant(now);
    cancel();
    if (next === null || closed) return;
    if (next <= clock.now()) again = true;
    else cancel = clock.at(next, wake);
  }

  /** Only what can begin now is claimed: whatever waits may be read by another. */
  const free = () => atOnce - queue.pending - queue.size;

  /** From this moment on, not from when it was looked: the lease must not have passed when it is written. */
  async function claim(id: number, seenAt: number | null): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('editorials')
      .set({ feed_next_at: clock.now() + lease })
      .where('id', '=', id)
      .where('feed_next_at', '=', seenAt)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async function dropExpired(now: number): Promise<void> {
    const found = await db
      .selectFrom('editorial_items')
      .select('editorial_id')
      .distinct()
      .where('expires_at', '>', seen)
      .where('expires_at', '<=', now)
      .execute();
    for (const { editorial_id } of found) await screens.sync(editorial_id);
    seen = now;
  }

  async function nextInstant(now: number): Promise<number | null> {
    const feed = await db
      .selectFrom('editorials')
      .select(eb => eb.fn.min('feed_next_at').as('at'))
      // What is due and finds no place has its turn when a read ends.
      .where('feed_next_at', '>', free() > 0 ? 0 : now)
      .executeTakeFirst();
    const expiry = await db
      .selectFrom('editorial_items')
      .select(eb => eb.fn.min('expires_at').as('at'))
      .where('expires_at', '>', now)
      .executeTakeFirst();
    const instants = [feed?.at, expiry?.at].flatMap(at => (at === null || at === undefined ? [] : [Number(at)]));
    return instants.length === 0 ? null : Math.min(...instants);
  }

  function failed(error: unknown): void {
    log.error({ err: error }, 'editorials stand still; they are looked at again in a minute');
    cancel();
    if (!closed) cancel = clock.at(clock.now() + afterOutage, wake);
  }

  async function run(): Promise<void> {
    while (again && !closed) {
      again = false;
      await look().catch(failed);
    }
    looking = null;
  }

  /** Something may have come to be due, or due earlier. */
  function wake(): void {
    again = true;
    if (!closed) looking ??= run();
  }

  return {
    wake,

    /** Catches up with what fell due, expired or was cut off while no process ran. */
    async start(): Promise<void> {
      const all = await db.selectFrom('editorials').select('id').execute();
      seen = clock.now();
      for (const { id } of all) await screens.sync(id);
      wake();
    },

    /** Call after the abort of what is being read. */
    async close(): Promise<void> {
      closed = true;
      cancel();
      queue.clear();
      await looking;
      await queue.onIdle();
      cancel();
    },
  };
}
