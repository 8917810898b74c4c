import type { PlayGroup, PlayReportRow } from '@tvs/protocol';
import { sql } from 'kysely';
import type { Db } from '../../database/connection.ts';
import { narrowed, type PlayFilter } from '../plays/service.ts';
import { slices } from './slices.ts';
import { dateAt, type Window } from './window.ts';

type Counted = Pick<PlayReportRow, 'plays' | 'completed' | 'seconds' | 'screens' | 'clock_suspect'>;

interface Tally {
  plays: number;
  completed: number;
  /** Milliseconds. */
  length: number;
  clock_suspect: number;
  players: Set<number>;
}

export interface Tallies {
  /** By id, or date; the key of plays that name none is empty. */
  groups: Map<string, Counted>;
  totals: Counted;
}

const columns = { content: 'content_id', campaign: 'campaign_id', player: 'player_id', location: 'location_id' } as const;

/** Adds up the plays of a window. The database does it for each slice of time, here the slices come together. */
export async function tallyPlays(db: Db, filter: Omit<PlayFilter, 'from' | 'to'>, window: Window, group_by: PlayGroup): Promise<Tallies> {
  const groups = new Map<string, Tally>();
  const totals = empty();
  for await (const { from, found } of slices(window, (from, to) => readSlice(db, { ...filter, from, to }, group_by))) {
    for (const row of found) {
      const key = group_by === 'day' ? dateAt(window, from) : row.id === null ? '' : String(row.id);
      let tally = groups.get(key);
      if (!tally) {
        tally = empty();
        groups.set(key, tally);
      }
      for (const each of [tally, totals]) {
        each.plays += Number(row.plays);
        each.completed += Number(row.completed);
        each.length += Number(row.length);
        each.clock_suspect += Number(row.clock_suspect);
        each.players.add(row.player_id);
      }
    }
  }
  return { groups: new Map([...groups].map(([key, tally]) => [key, counted(tally)])), totals: counted(totals) };
}

function readSlice(db: Db, filter: PlayFilter, group_by: PlayGroup) {
  const column = columns[group_by === 'day' ? 'player' : group_by];
  return narrowed(
    db
      .selectFrom('plays')
      .select(eb => [
        sql<number | null>`${eb.ref(column)}`.as('id'),
        'player_id',
        eb.fn.countAll<number>().as('plays'),
        eb.fn.sum<number>('completed').as('completed'),
        eb.fn.sum<number>('length').as('length'),
        eb.fn.sum<number>('clock_suspect').as('clock_suspect'),
      ]),
    filter,
  )
    .groupBy([...new Set([column, 'player_id'] as const)])
    .execute();
}

function empty(): Tally {
  return { plays: 0, completed: 0, length: 0, clock_suspect: 0, players: new Set() };
}

function counted({ plays, completed, length, clock_suspect, players }: Tally): Counted {
  return { plays, completed, seconds: length / 1000, screens: players.size, clock_suspect };
}
