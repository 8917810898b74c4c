import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** Plays know where their player hung and whether its clock was right; receipts can grow old; a player has a newest picture. */
export function plays(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c.add(db, 'plays', 'location_id', c.big);
      await c.add(db, 'plays', 'clock_suspect', c.flag, 0);
      await c.index(db, 'plays_by_player', 'plays', ['player_id', 'started_at']);

      await c.index(db, 'receipts_by_time', 'receipts', ['received_at']);

      await c.add(db, 'players', 'screenshot_at', c.big);
      await c.add(db, 'players', 'screenshot_sha256', c.ascii(64));
    },
  };
}
