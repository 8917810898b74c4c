import type { Db } from '../../database/connection.ts';
import { highestSeq } from './store.ts';

/** Numbers that are looked at: the newest. */
const looked = 10_000;
const most = 20;

/**
 * Numbers of a player's plays that have not arrived, though later ones have, as ranges, the newest first: still with the
 * player, or lost there (it says so in `plays_lost`).
 */
export async function gapsOf(db: Db, player_id: number): Promise<[number, number][]> {
  const highest = await highestSeq(db, player_id);
  const rows = await db
    .selectFrom('plays')
    .select('seq')
    .where('player_id', '=', player_id)
    .where('seq', '>', highest - looked)
    .orderBy('seq', 'desc')
    .execute();
  const gaps: [number, number][] = [];
  for (let index = 1; index < rows.length && gaps.length < most; index++) {
    const [above, below] = [rows[index - 1]?.seq ?? 0, rows[index]?.seq ?? 0];
    if (above - below > 1) gaps.push([below + 1, above - 1]);
  }
  return gaps;
}
