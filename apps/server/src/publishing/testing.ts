import Sqlite from 'better-sqlite3';
import { Kysely, type KyselyPlugin, SqliteDialect } from 'kysely';
import pino from 'pino';
import type { Context } from '../context.ts';
import { insertedId, toJson } from '../database/columns.ts';
import { migrate } from '../database/migrate.ts';
import type { ContentTable, SchedulesTable, Tables } from '../database/tables.ts';
import { createBus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';

/** For tests: a clock that stands still until it is moved, then calls what fell due, in order. */
export interface MovedClock extends Clock {
  moveTo(instant: string): void;
  /** How many wait to be called. */
  readonly waiting: number;
}

function movedClock(start: string): MovedClock {
  let now = Date.parse(start);
  const waiting = new Set<{ instant: number; callback: () => void }>();
  return {
    now: () => now,
    at(instant, callback) {
      const entry = { instant, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    moveTo(instant) {
      const to = Date.parse(instant);
      for (;;) {
        const [due] = [...waiting].filter(entry => entry.instant <= to).sort((a, b) => a.instant - b.instant);
        if (!due) break;
        waiting.delete(due);
        now = Math.max(now, due.instant);
        due.callback();
      }
      now = Math.max(now, to);
    },
    get waiting() {
      return waiting.size;
    },
  };
}

export interface Rig {
  context: Context;
  clock: MovedClock;
  /** Statements run so far. */
  statements(): number;
  /** Calls back once, right before the next statement that reads this table. */
  before(table: string, callback: (database: Sqlite.Database) => void): void;
}

/** For tests: a migrated database in memory, a clock, a bus; counts statements. */
export async function rig(start: string): Promise<Rig> {
  let count = 0;
  const interruption: { waiting: { table: string; callback: (database: Sqlite.Database) => void } | null } = { waiting: null };
  const database = new Sqlite(':memory:');
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count++;
      const { waiting } = interruption;
      if (waiting && JSON.stringify(node).includes(`"name":"${waiting.table}"`)) {
        interruption.waiting = null;
        waiting.callback(database);
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  database.pragma('foreign_keys = ON');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [counting] });
  await migrate(db, 'sqlite');
  const clock = movedClock(start);
  const log = pino({ level: 'silent' });
  const context = {
    db,
    dialect: 'sqlite',
    write: work => db.transaction().execute(work),
    ping: async () => undefined,
    close: () => db.destroy(),
    clock,
    log,
    bus: createBus(log),
    config: { publicUrl: null, trustProxy: false } as Context['config'],
  } satisfies Context;
  return {
    context,
    clock,
    statements: () => count,
    before: (table, callback) => {
      interruption.waiting = { table, callback };
    },
  };
}

/** For tests: rows with what does not matter filled in. Each returns its id. */
export function rows({ context: { db } }: Pick<Rig, 'context'>) {
  const stamps = { created_at: 0, updated_at: 0 };
  return {
    location: async (name: string, more: { parent_id?: number; timezone?: string; default_campaign_id?: number } = {}) =>
      insertedId(
        await db
          .insertInto('locations')
          .values({ name, address: null, parent_id: null, timezone: null, default_campaign_id: null, ...more, ...stamps })
          .executeTakeFirstOrThrow(),
      ),
    content: async (title: string, more: Partial<Pick<ContentTable, 'status' | 'type' | 'duration'>> = {}) =>
      insertedId(
        await db
          .insertInto('content')
          .values({
            title,
            filename: title,
            type: 'image',
            sha256: title.padEnd(64, '0'),
            file_size: 100,
            mime_type: 'image/png',
            status: 'ready',
            metadata: '{}',
            tags: '[]',
            search: '',
            ...more,
            ...stamps,
          })
          .executeTakeFirstOrThrow(),
      ),
    campaign: async (
      name: string,
      contents: readonly number[] = [],
      more: { is_active?: number; end_date?: string | null; priority?: number } = {},
    ) => {
      const values = { name, priority: 0, is_active: 1, search: '', ...more, ...stamps };
      const id = insertedId(await db.insertInto('campaigns').values(values).executeTakeFirstOrThrow());
      for (const [position, content_id] of contents.entries())
        await db
          .insertInto('campaign_content')
          .values({ campaign_id: id, content_id, position, duration: null, fit: 'contain', muted: 0 })
          .execute();
      return id;
    },
    schedule: async (
      campaign_id: number,
      location_id: number | null,
      more: Partial<Omit<SchedulesTable, 'id' | 'days_of_week'>> & { days_of_week?: number[] } = {},
    ) => {
      const { days_of_week, ...rest } = more;
      const values = {
        campaign_id,
        location_id,
        start_date: '2026-01-01',
        is_active: 1,
        priority: 0,
        days_of_week: days_of_week ? toJson(days_of_week) : null,
        ...rest,
        ...stamps,
      };
      return insertedId(await db.insertInto('schedules').values(values).executeTakeFirstOrThrow());
    },
  };
}
