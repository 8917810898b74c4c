import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** What each player said of its machine, once an hour. Found by hour to be removed, by player to be read. */
export function playerHealth(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .table(db, 'player_health')
        .addColumn('at', c.big, col => col.notNull())
        .addColumn('player_id', c.big, col => col.notNull())
        .addColumn('storage_used', c.big)
        .addColumn('storage_quota', c.big)
        .addColumn('heap_mb', c.int)
        .addColumn('network_mbit', c.real)
        .addColumn('network_rtt_ms', c.int)
        .addColumn('clock_ahead_ms', c.big)
        .addPrimaryKeyConstraint('player_health_key', ['at', 'player_id'])
        .addForeignKeyConstraint('player_health_player', ['player_id'], 'players', ['id'], fk => fk.onDelete('cascade'))
        .execute();
      await c.index(db, 'player_health_by_player', 'player_health', ['player_id', 'at']);
    },
  };
}
