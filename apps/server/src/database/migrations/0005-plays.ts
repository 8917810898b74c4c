import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** Plays know where their player hung and whether its clock was right; receipts can grow old; a player has a newest picture. */
export function plays(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await addColumn(db, 'plays', 'location_id', c.big);
      await addColumn(db, 'plays', 'clock_suspect', c.flag, 0);
      await c.index(db, 'plays_by_player', 'plays', ['player_id', 'started_at']);

      await c.index(db, 'receipts_by_time', 'receipts', ['received_at']);

      await addColumn(db, 'players', 'screenshot_at', c.big);
      await addColumn(db, 'players', 'screenshot_sha256', c.ascii(64));
    },
  };
}

/** Unless it is there: MySQL keeps what a migration had done when it was killed. */
async function addColumn(db: Kysely<unknown>, table: string, name: string, type: RawBuilder<unknown>, standard?: number): Promise<void> {
  const tables = await db.introspection.getTables();
  if (tables.find(each => each.name === table)?.columns.some(column => column.name === name)) return;
  await db.schema
    .alterTable(table)
    .addColumn(name, sql`${type}`, column => (standard === undefined ? column : column.notNull().defaultTo(standard)))
    .execute();
}
