import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';
import { fold } from '../columns.ts';
import { columns, type Dialect } from './columns.ts';

/** Alerts of which only one may be open, settings that say when they changed, an audit log that can be searched. */
export function alerts(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      const add = adder(db);
      // Kind and subject while the alert is open, else null: the database itself refuses a second one.
      await add('alerts', 'open_key', c.ascii(80), null);
      await add('alerts', 'title', c.text(200), '');
      await add('alerts', 'updated_at', c.big, 0);
      if (dialect === 'sqlite') await sql`create unique index if not exists alerts_open on alerts (open_key)`.execute(db);
      else await uniqueIndex(db, 'alerts_open', 'alerts', 'open_key');
      await c.index(db, 'alerts_cleared', 'alerts', ['cleared_at']);
      await c.index(db, 'alerts_raised', 'alerts', ['raised_at']);

      await add('settings', 'updated_at', c.big, 0);

      await add('audit_log', 'search', c.text(400), '');
      await fillSearch(db);
      await c.index(db, 'audit_log_resource', 'audit_log', ['resource', 'resource_id']);

      await c.index(db, 'player_commands_created', 'player_commands', ['created_at']);
    },
  };
}

/** Adds a column unless it is there: MySQL keeps what a migration had done when it was killed. */
function adder(db: Kysely<unknown>) {
  return async (table: string, column: string, type: RawBuilder<unknown>, standard: string | number | null) => {
    const tables = await db.introspection.getTables();
    if (tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column)) return;
    await db.schema
      .alterTable(table)
      .addColumn(column, type, col => (standard === null ? col : col.notNull().defaultTo(standard)))
      .execute();
  };
}

async function uniqueIndex(db: Kysely<unknown>, name: string, table: string, column: string): Promise<void> {
  const found = await sql`select 1 from information_schema.statistics
    where table_schema = database() and table_name = ${table} and index_name = ${name} limit 1`.execute(db);
  if (found.rows.length === 0) await db.schema.createIndex(name).on(table).column(column).unique().execute();
}

/** Entries made before there was something to search in. */
async function fillSearch(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped as Kysely<{ audit_log: { id: number; title: string; user_name: string | null; search: string } }>;
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('audit_log')
      .select(['id', 'title', 'user_name'])
      .where('id', '>', last)
      .where('search', '=', '')
      .orderBy('id')
      .limit(500)
      .execute();
    for (const row of rows)
      await db
        .updateTable('audit_log')
        .set({ search: fold(row.title, row.user_name).slice(0, 400) })
        .where('id', '=', row.id)
        .execute();
    last = rows.at(-1)?.id ?? 0;
    if (rows.length < 500) return;
  }
}
