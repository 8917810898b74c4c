import type { ComplianceGroup, ComplianceRow } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import type { PlayFilter } from '../plays/service.ts';
import { hour, type Piece, plannedAt } from './planned.ts';
import { playedBy } from './played.ts';
import { dateAt, type Window } from './window.ts';

export interface ComparedPlayer {
  id: number;
  location_id: number;
  created_at: number;
}

type Compared = Omit<ComplianceRow, 'id' | 'name'>;

interface Sums {
  planned: number;
  played: number;
  silent: number;
}

export interface Comparison {
  rows: Compared[];
  totals: { planned_seconds: number; played_seconds: number; percent: number | null; silent_seconds: number };
}

/** Players after which others have their turn. */
const turn = 25;

/** Sets what these players were to show beside what they say they have shown. */
export async function compare(
  context: Pick<Context, 'db' | 'clock'>,
  publishing: Pick<Publishing, 'programme'>,
  players: readonly ComparedPlayer[],
  locations: PlayFilter['locations'],
  window: Window,
  group_by: ComplianceGroup,
): Promise<Comparison> {
  const until = Math.max(window.from, Math.min(window.to, context.clock.now()));
  const groups = new Map<string, Sums>();
  const totals: Sums = { planned: 0, played: 0, silent: 0 };
  const add = (key: string, what: keyof Sums, ms: number) => {
    const sums = groups.get(key) ?? { planned: 0, played: 0, silent: 0 };
    sums[what] += ms;
    groups.set(key, sums);
    totals[what] += ms;
  };
  // Where each hangs now: that is where its plan comes from.
  const placeOf = new Map(players.map(({ id, location_id }) => [id, location_id]));
  const keyOf = (player_id: number, campaign_id: number | null, at: number) => {
    if (group_by === 'player') return String(player_id);
    if (group_by === 'location') return String(placeOf.get(player_id) ?? '');
    return group_by === 'day' ? dateAt(window, at) : campaign_id === null ? '' : String(campaign_id);
  };

  const hours = Math.ceil((until - window.from) / hour);
  const heard = new Map(players.map(player => [player.id, new Uint8Array(hours)]));
  const ids = players.map(player => player.id);
  for await (const { player_id, campaign_id, hour: begun, last, length } of playedBy(context.db, ids, locations, window, until)) {
    add(keyOf(player_id, campaign_id, window.from + begun * hour), 'played', length);
    heard.get(player_id)?.fill(1, begun, last + 1);
  }

  const planned = new Map<number, Piece[]>();
  for (const [index, player] of players.entries()) {
    const pieces = planned.get(player.location_id) ?? (await plannedAt(publishing, player.location_id, window, until));
    planned.set(player.location_id, pieces);
    for (const piece of pieces) {
      // Nothing was asked of it before it was there.
      const ms = piece.end - Math.max(piece.start, Math.min(player.created_at, piece.end));
      if (ms === 0) continue;
      const key = keyOf(player.id, piece.campaign_id, piece.start);
      add(key, 'planned', ms);
      const over = window.from + (piece.hour + 1) * hour <= until;
      if (over && heard.get(player.id)?.[piece.hour] !== 1) add(key, 'silent', ms);
    }
    if (index % turn === turn - 1) await new Promise(resolve => setImmediate(resolve));
  }
  return {
    rows: [...groups].map(([key, sums]) => ({ key, ...told(sums, group_by) })),
    totals: { ...told(totals), silent_seconds: totals.silent / 1000 },
  };
}

function told({ planned, played, silent }: Sums, group_by?: ComplianceGroup) {
  return {
    planned_seconds: planned / 1000,
    played_seconds: played / 1000,
    percent: planned === 0 ? null : Math.round((played / planned) * 1000) / 10,
    // Of a campaign it can not be said: in an hour without it, another may have been on.
    silent_seconds: group_by === 'campaign' ? null : silent / 1000,
  };
}
