import type { Retention } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import { keyKept } from '../../platform/http/idempotency-key.ts';
import { loadSettings } from '../../publishing/settings.ts';

const day = 86_400_000;
/** From the start of the server to the first cleaning, ms. */
const firstAfter = 600_000;
/** Rows in one statement: others come to write in between. */
const batch = 500;

type Kept = 'plays' | 'audit_log' | 'player_commands' | 'alerts' | 'idempotency_keys';

/** Removes once a day what is older than the settings keep it. */
export function createRetention(context: Pick<Context, 'db' | 'clock' | 'log'>) {
  const { db, clock, log } = context;
  let cancel = () => {};
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  const plays = (before: number) =>
    // By both: a player whose clock was wrong must not lose what it has just sent.
    db.selectFrom('plays').select('id').where('started_at', '<', before).where('received_at', '<', before).limit(batch).execute();
  const audit = (before: number) => db.selectFrom('audit_log').select('id').where('at', '<', before).limit(batch).execute();
  const commands = (before: number) =>
    db
      .selectFrom('player_commands')
      .select('id')
      .where('created_at', '<', before)
      .where('status', 'in', ['done', 'failed', 'expired'])
      .limit(batch)
      .execute();
  // Only those whose cause has ended: an open one has no such instant.
  const alerts = (before: number) => db.selectFrom('alerts').select('id').where('cleared_at', '<', before).limit(batch).execute();

  const keys = (before: number) => db.selectFrom('idempotency_keys').select('id').where('created_at', '<', before).limit(batch).execute();

  async function empty(table: Kept, find: (before: number) => Promise<{ id: number }[]>, days: number): Promise<number> {
    let removed = 0;
    for (let more = true; more && !closed; ) {
      const rows = await find(clock.now() - days * day);
      more = rows.length === batch;
      if (rows.length === 0) break;
      const ids = rows.map(row => row.id);
      await db.deleteFrom(table).where('id', 'in', ids).execute();
      removed += ids.length;
    }
    return removed;
  }

  async function clean(): Promise<void> {
    const keep: Retention = (await loadSettings(db)).retention;
    const removed = {
      plays: await empty('plays', plays, keep.plays_days),
      audit: await empty('audit_log', audit, keep.audit_days),
      commands: await empty('player_commands', commands, keep.commands_days),
      alerts: await empty('alerts', alerts, keep.alerts_days),
      keys: await empty('idempotency_keys', keys, keyKept / day),
    };
    log.info({ removed }, 'what was kept long enough is removed');
  }

  function arm(at: number): void {
    cancel = clock.at(at, () => {
      // Daily from here, also when this one fails.
      arm(clock.now() + day);
      running = running
        .then(() => (closed ? undefined : clean()))
        .catch((error: unknown) => log.error({ err: error }, 'old records could not be removed; tomorrow again'));
    });
  }

  return {
    start: () => arm(clock.now() + firstAfter),
    async close(): Promise<void> {
      closed = true;
      cancel();
      await running;
    },
  };
}
