import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** What was done for which `Idempotency-Key`, and what was answered. */
export function idempotencyKeys(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .id(c.table(db, 'idempotency_keys'))
        .addColumn('name', c.ascii(64), col => col.notNull())
        .addColumn('says', c.ascii(64), col => col.notNull())
        .addColumn('resource', c.ascii(40))
        .addColumn('resource_id', c.big)
        .addColumn('status', c.int)
        .addColumn('answer', c.long)
        .addColumn('created_at', c.big, col => col.notNull())
        .execute();
      await c.index(db, 'idempotency_keys_name', 'idempotency_keys', ['name'], true);
      await c.index(db, 'idempotency_keys_created', 'idempotency_keys', ['created_at']);
    },
  };
}
