import { sql } from 'kysely';
import type { Db } from '../../database/connection.ts';
import { narrowed, type PlayFilter } from '../plays/service.ts';
import { hour } from './planned.ts';
import { slices } from './slices.ts';
import type { Window } from './window.ts';

/** Plays of one player and campaign that began within one hour of the window. */
export interface Played {
  player_id: number;
  campaign_id: number | null;
  /** Hours since the window's begin. */
  hour: number;
  /** The last hour in which one of them was still on. */
  last: number;
  /** Milliseconds. */
  length: number;
}

/** What these players have shown up to `until`, hour by hour. */
export async function* playedBy(
  db: Db,
  players: readonly number[],
  locations: PlayFilter['locations'],
  window: Window,
  until: number,
): AsyncGenerator<Played> {
  if (players.length === 0) return;
  const edges = [...window.edges.filter(edge => edge < until), until];
  const since = window.from;
  const read = (from: number, to: number) =>
    narrowed(
      db
        .selectFrom('plays')
        .select(eb => [
          'player_id',
          'campaign_id',
          sql<number>`floor((started_at - ${since}) / ${hour})`.as('hour'),
          eb.fn.sum<number>('length').as('length'),
          sql<number>`max(started_at + length)`.as('end'),
        ]),
      { locations, from, to },
    )
      .where('player_id', 'in', [...players])
      .groupBy(['player_id', 'campaign_id', 'hour'])
      .execute();
  for await (const { found } of slices({ edges }, read)) {
    for (const row of found) {
      const begun = Number(row.hour);
      const last = Math.max(begun, Math.floor((Number(row.end) - 1 - since) / hour));
      yield { player_id: row.player_id, campaign_id: row.campaign_id, hour: begun, last, length: Number(row.length) };
    }
  }
}
