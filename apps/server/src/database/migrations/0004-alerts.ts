import type { Kysely, Migration } from 'kysely';
import { fold } from '../columns.ts';
import { columns, type Dialect } from './columns.ts';

/** Alerts of which only one may be open, settings that say when they changed, an audit log that can be searched. */
export function alerts(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      // Kind and subject while the alert is open, else null: the database itself refuses a second one.
      await c.add(db, 'alerts', 'open_key', c.ascii(80));
      await c.add(db, 'alerts', 'title', c.text(200), '');
      await c.add(db, 'alerts', 'updated_at', c.big, 0);
      await c.index(db, 'alerts_open', 'alerts', ['open_key'], true);
      await c.index(db, 'alerts_cleared', 'alerts', ['cleared_at']);
      await c.index(db, 'alerts_raised', 'alerts', ['raised_at']);

      await c.add(db, 'settings', 'updated_at', c.big, 0);

      await c.add(db, 'audit_log', 'search', c.text(400), '');
      await fillSearch(db);
      await c.index(db, 'audit_log_resource', 'audit_log', ['resource', 'resource_id']);

      await c.index(db, 'player_commands_created', 'player_commands', ['created_at']);
    },
  };
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
