import { sql } from 'kysely';
import { toJson } from '../database/columns.ts';
import type { Db } from '../database/connection.ts';
import type { LivePlayer } from '../platform/presence.ts';

/** Rows in one statement. The `case` grows with their square: more gains nothing. */
const rowsAtOnce = 100;

const columns = {
  status: live => live.status,
  playback: live => live.playback,
  last_seen: live => live.last_seen,
  current_campaign_id: live => live.current_campaign_id,
  current_content_id: live => live.current_content_id,
  system_info: live => toJson(live.system_info),
  player_version: live => live.player_version,
  programme_version: live => live.programme_version,
  ip_address: live => live.ip_address,
  resolution: live => live.resolution,
} satisfies Record<string, (live: LivePlayer) => string | number | null>;

/** Writes what is known of many players with one statement for every hundred; the same on both systems. */
export async function writePresence(db: Db, players: ReadonlyMap<number, LivePlayer>): Promise<void> {
  // In the order of ids, so that two nodes that write never wait for each other in a circle.
  const rows = [...players].sort(([a], [b]) => a - b);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const assignments = Object.entries(columns).map(([name, value]) => {
      const cases = some.map(([id, live]) => sql`when ${id} then ${value(live)}`);
      return sql`${sql.ref(name)} = case ${sql.ref('id')} ${sql.join(cases, sql` `)} end`;
    });
    await sql`update players set ${sql.join(assignments)} where ${sql.ref('id')} in (${sql.join(some.map(([id]) => id))})`.execute(db);
  }
}

/** At the start of the process nobody is connected to it, whatever an earlier one wrote last. */
export async function markAllOffline(db: Db): Promise<void> {
  await db.updateTable('players').set({ status: 'offline', playback: null }).where('status', '<>', 'offline').execute();
}
