import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** Uploads that can be taken up again where they stopped. */
export function uploads(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .table(db, 'uploads')
        .addColumn('id', c.ascii(36), col => col.notNull().primaryKey())
        .addColumn('user_id', c.big, col => col.notNull())
        .addColumn('length', c.big, col => col.notNull())
        .addColumn('metadata', c.long, col => col.notNull())
        .addColumn('content_id', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('expires_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('uploads_user', ['user_id'], 'users', ['id'], fk => fk.onDelete('cascade'))
        .execute();
      await c.index(db, 'uploads_expire', 'uploads', ['expires_at']);
    },
  };
}
