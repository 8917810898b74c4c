import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** Sessions that were signed out before their token ran out. */
export function sessions(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .table(db, 'ended_sessions')
        .addColumn('session', c.ascii(36), col => col.notNull().primaryKey())
        .addColumn('user_id', c.big, col => col.notNull())
        .addColumn('expires_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('ended_sessions_user', ['user_id'], 'users', ['id'], fk => fk.onDelete('cascade'))
        .execute();
      await c.index(db, 'ended_sessions_expires', 'ended_sessions', ['expires_at']);
    },
  };
}
