import type { HealthHistory } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import { fromJson } from '../../database/columns.ts';
import type { UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import type { Players } from './service.ts';

const hour = 3_600_000;
/** Hours that are kept: a week, and what is seen of the same weekday before. */
const kept = 8 * 24;
/** Players in one statement: others come to write in between. */
const batch = 500;
/** What a column holds; a player may say any number. */
const most = 2 ** 31 - 1;

/**
 * Keeps of every player that was heard within an hour what it last said of its machine, as the hour ends. Read from the rows that
 * presence writes every few seconds, so that a restart within the hour loses nothing.
 */
export function createHealth(context: Pick<Context, 'db' | 'write' | 'clock' | 'log'>, players: Pick<Players, 'row'>) {
  const { db, write, clock, log } = context;
  let cancel = () => {};
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  /** `at`: the begin of the hour. Safe to call again for the same hour. */
  async function keep(at: number): Promise<number> {
    let count = 0;
    for (let last = 0; !closed; ) {
      const heard = await db
        .selectFrom('players')
        .select(['id', 'system_info'])
        .where('id', '>', last)
        .where('last_seen', '>=', at)
        .orderBy('id')
        .limit(batch)
        .execute();
      last = heard.at(-1)?.id ?? last;
      const ids = heard.map(({ id }) => id);
      if (ids.length > 0)
        await write(async trx => {
          // Of those that are still there, and only once.
          const there = await trx.selectFrom('players').select('id').where('id', 'in', ids).execute();
          const now = new Set(there.map(({ id }) => id));
          await trx.deleteFrom('player_health').where('at', '=', at).where('player_id', 'in', ids).execute();
          const rows = heard.filter(({ id }) => now.has(id)).map(({ id, system_info }) => ({ at, player_id: id, ...factsOf(system_info) }));
          if (rows.length > 0) await trx.insertInto('player_health').values(rows).execute();
          count += rows.length;
        });
      if (heard.length < batch) break;
    }
    await forget(at - (kept - 1) * hour);
    return count;
  }

  /** Hour by hour: after a long pause there may be millions of rows. */
  async function forget(before: number): Promise<void> {
    while (!closed) {
      const oldest = await db.selectFrom('player_health').select('at').where('at', '<', before).orderBy('at').limit(1).executeTakeFirst();
      if (!oldest) return;
      await db.deleteFrom('player_health').where('at', '=', oldest.at).execute();
    }
  }

  function arm(): void {
    const at = Math.floor(clock.now() / hour) * hour;
    cancel = clock.at(at + hour, () => {
      // Hourly from here, also when this one fails.
      arm();
      running = running
        .then(async () => {
          if (!closed) log.debug({ players: await keep(at) }, 'health of the hour is kept');
        })
        .catch((error: unknown) => log.error({ err: error }, 'the health of this hour could not be kept'));
    });
  }

  /** Of the hour that ended while the server was not there. */
  async function keepMissed(): Promise<void> {
    const at = (Math.floor(clock.now() / hour) - 1) * hour;
    const row = await db.selectFrom('player_health').select('at').where('at', '=', at).limit(1).executeTakeFirst();
    if (!row) await keep(at);
  }

  return {
    start(): void {
      arm();
      running = keepMissed().catch((error: unknown) => log.error({ err: error }, 'the health of the last hour could not be kept'));
    },
    keep,

    async read(viewer: UserViewer, player_id: number): Promise<HealthHistory> {
      await players.row(viewer, player_id);
      const rows = await db.selectFrom('player_health').selectAll().where('player_id', '=', player_id).orderBy('at').execute();
      return { hours: rows.map(({ at, player_id: _, ...facts }) => ({ at: iso(at), ...facts })) };
    },

    async close(): Promise<void> {
      closed = true;
      cancel();
      await running;
    },
  };
}

export type Health = ReturnType<typeof createHealth>;

/** Of the free words that a player says, the numbers that are kept. */
function factsOf(system_info: string) {
  const said = fromJson<Record<string, unknown>>(system_info);
  const number = (name: string, limit: number) => {
    const value = said[name];
    return typeof value === 'number' && Math.abs(value) <= limit ? value : null;
  };
  const whole = (name: string, limit = most) => {
    const value = number(name, limit);
    return value === null ? null : Math.round(value);
  };
  return {
    storage_used: whole('storage_used', Number.MAX_SAFE_INTEGER),
    storage_quota: whole('storage_quota', Number.MAX_SAFE_INTEGER),
    heap_mb: whole('heap_mb'),
    network_mbit: number('network_mbit', most),
    network_rtt_ms: whole('network_rtt_ms'),
    clock_ahead_ms: whole('clock_ahead_ms', Number.MAX_SAFE_INTEGER),
  };
}
