import { type Kysely, Migrator } from 'kysely';
import { first } from './migrations/0001-first.ts';
import { aroundPlayers } from './migrations/0002-around-players.ts';
import { editorials } from './migrations/0003-editorials.ts';
import { alerts } from './migrations/0004-alerts.ts';
import { plays } from './migrations/0005-plays.ts';
import { sessions } from './migrations/0006-sessions.ts';
import { renditions } from './migrations/0007-renditions.ts';
import { uploads } from './migrations/0008-uploads.ts';
import { playerLogs } from './migrations/0009-player-logs.ts';
import { itemDates } from './migrations/0010-item-dates.ts';
import { idempotencyKeys } from './migrations/0011-idempotency-keys.ts';
import { playerHealth } from './migrations/0012-player-health.ts';
import type { Dialect } from './migrations/columns.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the database to the newest schema, or to the one that is named; returns the names of what was applied. Safe to
 * call by many nodes at once.
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect, to?: string): Promise<string[]> {
  const all = migrator(db, dialect);
  const { error, results } = await (to === undefined ? all.migrateToLatest() : all.migrateTo(to));
  if (error) throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
  return (results ?? []).map(result => result.migrationName);
}

/** Names of migrations not applied yet. */
export async function pendingMigrations(db: Kysely<Tables>, dialect: Dialect): Promise<string[]> {
  const all = await migrator(db, dialect).getMigrations();
  return all.filter(migration => !migration.executedAt).map(migration => migration.name);
}

function migrator(db: Kysely<Tables>, dialect: Dialect): Migrator {
  return new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-first': first(dialect),
        '0002-around-players': aroundPlayers(dialect),
        '0003-editorials': editorials(dialect),
        '0004-alerts': alerts(dialect),
        '0005-plays': plays(dialect),
        '0006-sessions': sessions(dialect),
        '0007-renditions': renditions(dialect),
        '0008-uploads': uploads(dialect),
        '0009-player-logs': playerLogs(dialect),
        '0010-item-dates': itemDates(dialect),
        '0011-idempotency-keys': idempotencyKeys(dialect),
        '0012-player-health': playerHealth(dialect),
      }),
    },
  });
}
