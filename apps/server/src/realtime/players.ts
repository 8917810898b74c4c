import { createHash } from 'node:crypto';
import type { Db } from '../database/connection.ts';

const facts = [
  'id',
  'name',
  'location_id',
  'key_version',
  'device_type',
  'system_info',
  'player_version',
  'programme_version',
  'resolution',
  'screenshot_at',
] as const;

/** The player with this key. Only the key's hash is stored, and looked up: nothing to compare in constant time. */
export function findByKey(db: Db, player_key: string) {
  const hash = createHash('sha256').update(player_key).digest('hex');
  return db.selectFrom('players').select(facts).where('player_key_hash', '=', hash).executeTakeFirst();
}

export function findPlayers(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('players')
    .select(['id', 'name', 'location_id', 'key_version'])
    .where('id', 'in', [...ids])
    .execute();
}
