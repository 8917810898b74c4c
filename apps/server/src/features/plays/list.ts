import type { Play, PlayCursor } from '@tvs/protocol';
import type { ExpressionBuilder, Selectable, SelectQueryBuilder } from 'kysely';
import type { Db } from '../../database/connection.ts';
import type { PlaysTable, Tables } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import { namesOf } from './names.ts';

export type PlayRow = Selectable<PlaysTable>;

/** Which plays are asked for; instants in epoch ms, `to` exclusive. */
export interface PlayFilter {
  from?: number | undefined;
  to?: number | undefined;
  /** Where the player hung then. */
  locations: 'all' | ReadonlySet<number>;
  player_id?: number | undefined;
  content_id?: number | undefined;
  campaign_id?: number | undefined;
}

/** Narrows a query on `plays` to those asked for. */
export function narrowed<O>(query: SelectQueryBuilder<Tables, 'plays', O>, filter: PlayFilter): SelectQueryBuilder<Tables, 'plays', O> {
  let found = query;
  if (filter.from !== undefined) found = found.where('started_at', '>=', filter.from);
  if (filter.to !== undefined) found = found.where('started_at', '<', filter.to);
  for (const name of ['player_id', 'content_id', 'campaign_id'] as const) {
    const id = filter[name];
    if (id !== undefined) found = found.where(name, '=', id);
  }
  const { locations } = filter;
  if (locations === 'all') return found;
  return locations.size > 0 ? found.where('location_id', 'in', [...locations]) : found.where('id', '<', 0);
}

/** One page in the order of time, from where the page before ended; equal instants go by id, so that none is lost or twice. */
export function pageOfPlays(
  db: Db,
  filter: PlayFilter,
  { cursor, limit, order }: { cursor?: PlayCursor | undefined; limit: number; order: 'asc' | 'desc' },
): Promise<PlayRow[]> {
  const [beyond, orAt] = order === 'asc' ? (['>', '>='] as const) : (['<', '<='] as const);
  let rows = narrowed(db.selectFrom('plays').selectAll(), filter);
  if (cursor) {
    const after = (eb: ExpressionBuilder<Tables, 'plays'>) => eb.or([eb('started_at', beyond, cursor.at), eb('id', beyond, cursor.id)]);
    rows = rows.where('started_at', orAt, cursor.at).where(after);
  }
  return rows.orderBy('started_at', order).orderBy('id', order).limit(limit).execute();
}

/** The cursor of the page after these; `null` when they are the last. */
export function nextOf(rows: readonly PlayRow[], limit: number): string | null {
  const last = rows.at(-1);
  return last && rows.length === limit ? `${last.started_at}.${last.id}` : null;
}

/** As the wire shows them, with the names of what they name: a fixed number of queries. */
export async function describePlays(db: Db, rows: readonly PlayRow[]): Promise<Play[]> {
  const [players, locations, contents, campaigns] = [
    await namesOf(db, 'player', new Set(rows.map(row => row.player_id))),
    await namesOf(db, 'location', new Set(rows.map(row => row.location_id))),
    await namesOf(db, 'content', new Set(rows.map(row => row.content_id))),
    await namesOf(db, 'campaign', new Set(rows.map(row => row.campaign_id))),
  ];
  const named = (names: Map<number, string>, id: number | null) => (id === null ? null : (names.get(id) ?? null));
  return rows.map(row => ({
    ...row,
    player_name: named(players, row.player_id),
    location_name: named(locations, row.location_id),
    content_title: named(contents, row.content_id),
    campaign_name: named(campaigns, row.campaign_id),
    started_at: iso(row.started_at),
    received_at: iso(row.received_at),
    completed: row.completed === 1,
    clock_suspect: row.clock_suspect === 1,
  }));
}
