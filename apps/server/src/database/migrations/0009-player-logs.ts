import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** What each player last sent of its own log. */
export function playerLogs(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .table(db, 'player_logs')
        .addColumn('player_id', c.big, col => col.notNull().primaryKey())
        .addColumn('received_at', c.big, col => col.notNull())
        .addColumn('lines', c.long, col => col.notNull())
        .addForeignKeyConstraint('player_logs_player', ['player_id'], 'players', ['id'], fk => fk.onDelete('cascade'))
        .execute();
    },
  };
}
