import { CompiledQuery } from 'kysely';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';

/** A play as the database takes it, in the order of `columns`. */
export interface NewPlay {
  player_id: number;
  location_id: number;
  seq: number;
  content_id: number;
  campaign_id: number | null;
  schedule_id: number | null;
  started_at: number;
  length: number;
  completed: number;
  reason: string | null;
  programme_version: string | null;
  received_at: number;
  clock_suspect: number;
}

const columns = [
  'player_id',
  'location_id',
  'seq',
  'content_id',
  'campaign_id',
  'schedule_id',
  'started_at',
  'length',
  'completed',
  'reason',
  'programme_version',
  'received_at',
  'clock_suspect',
] as const satisfies readonly (keyof NewPlay)[];
const row = `(${columns.map(() => '?').join(',')})`;

/**
 * Stores those that are not there yet, by player and `seq`, with one statement that stands or falls as a whole; returns
 * how many. Written out by hand: thousands of values by way of a query builder take longer than the database.
 */
export async function insertPlays({ db, dialect }: { db: Db; dialect: Context['dialect'] }, plays: readonly NewPlay[]): Promise<number> {
  const into = `into plays (${columns.join(',')}) values ${Array.from(plays, () => row).join(',')}`;
  const text = dialect === 'sqlite' ? `insert ${into} on conflict (player_id, seq) do nothing` : `insert ignore ${into}`;
  const values: (string | number | null)[] = [];
  for (const play of plays) for (const column of columns) values.push(play[column]);
  return Number((await db.executeQuery(CompiledQuery.raw(text, values))).numAffectedRows ?? 0);
}

/** What tells one play from another under the same `seq`. */
export type Identity = Pick<NewPlay, 'seq' | 'content_id' | 'started_at' | 'length'>;

export function isSame(one: Identity, other: Identity): boolean {
  return one.content_id === other.content_id && one.started_at === other.started_at && one.length === other.length;
}

/** Of the given plays those under whose `seq` another one is stored. */
export async function conflictsOf(db: Db, player_id: number, plays: readonly Identity[]): Promise<number[]> {
  const rows = await db
    .selectFrom('plays')
    .select(['seq', 'content_id', 'started_at', 'length'])
    .where('player_id', '=', player_id)
    .where(
      'seq',
      'in',
      plays.map(play => play.seq),
    )
    .execute();
  const stored = new Map(rows.map(found => [found.seq, found]));
  return plays.filter(play => !isSame(play, stored.get(play.seq) ?? play)).map(play => play.seq);
}

/** The highest `seq` stored of the player; 0 when there is none. */
export async function highestSeq(db: Db, player_id: number): Promise<number> {
  const found = await db
    .selectFrom('plays')
    .select('seq')
    .where('player_id', '=', player_id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.seq ?? 0;
}
