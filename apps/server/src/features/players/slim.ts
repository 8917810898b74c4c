import type { DashboardPlayer } from '@tvs/protocol';
import type { Db } from '../../database/connection.ts';
import { iso } from '../../platform/clock.ts';
import type { PresenceReader } from '../../platform/presence.ts';
import type { Versions } from './rows.ts';

/** Where to look: everywhere, or at these. */
export type Where = 'all' | ReadonlySet<number>;

/** Every player there, as small as the dashboard's grid needs it: one statement, and what sockets say over it. */
export async function slimPlayers(db: Db, where: Where, presence: PresenceReader, versions: Versions): Promise<DashboardPlayer[]> {
  let rows = db
    .selectFrom('players')
    .select(['id', 'name', 'location_id', 'status', 'playback', 'last_seen', 'programme_version'])
    .select(['current_campaign_id', 'current_content_id'])
    .orderBy('location_id')
    .orderBy('name');
  if (where !== 'all') rows = where.size > 0 ? rows.where('location_id', 'in', [...where]) : rows.where('id', '<', 0);
  return (await rows.execute()).map(row => {
    const seen = presence.get(row.id) ?? row;
    const newest = versions.version(row.location_id);
    return {
      id: row.id,
      name: row.name,
      location_id: row.location_id,
      status: seen.status,
      playback: seen.status === 'online' ? seen.playback : null,
      last_seen: iso(seen.last_seen),
      up_to_date: newest === null || seen.programme_version === null ? null : seen.programme_version === newest,
      current_campaign_id: seen.current_campaign_id,
      current_content_id: seen.current_content_id,
    };
  });
}

/** How many players are there, and how they are; nothing of them but what is counted. */
export async function countPlayers(db: Db, where: Where, presence: PresenceReader, versions: Versions) {
  let rows = db.selectFrom('players').select(['id', 'location_id', 'status', 'programme_version']);
  if (where !== 'all') rows = where.size > 0 ? rows.where('location_id', 'in', [...where]) : rows.where('id', '<', 0);
  const count = { total: 0, online: 0, offline: 0, up_to_date: 0 };
  for (const row of await rows.execute()) {
    const { status, programme_version } = presence.get(row.id) ?? row;
    count.total++;
    count[status]++;
    if (programme_version !== null && programme_version === versions.version(row.location_id)) count.up_to_date++;
  }
  return count;
}
