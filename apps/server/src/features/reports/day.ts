import type { PlayerDay } from '@tvs/protocol';
import { timeline } from '@tvs/schedule';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import type { Players } from '../players/service.ts';
import { namesOf, narrowed, type PlayFilter } from '../plays/service.ts';
import { compareLanes, type Shown, stretchesOf } from './lanes.ts';
import { windowOf } from './window.ts';

/** Plays in one statement; a day of ten-second items has 8,640. */
const atOnce = 5000;
/** Plays of one day that are looked at: one a second. */
const mostPlays = 90_000;

/** One day of a player: what the programme of now gives for it, what the player says it has shown, where the two differ. */
export async function dayOfPlayer(
  context: Pick<Context, 'db' | 'clock'>,
  { publishing, players }: { publishing: Pick<Publishing, 'programme'>; players: Players },
  viewer: UserViewer,
  id: number,
  date: string | undefined,
): Promise<PlayerDay> {
  const { db, clock } = context;
  const player = await players.row(viewer, id);
  const { update, compiled } = await publishing.programme(player.location_id);
  const { timezone } = update.programme;
  const now = clock.now();
  const { from, to, dates } = windowOf({ from: date, to: date }, timezone, now, { standard: 1, longest: 1 });
  const until = Math.max(from, Math.min(to, now));
  const planned = timeline(compiled, from, to);
  const plays = await playsOf(db, { player_id: id, locations: viewer.locations, from, to });
  const played = stretchesOf(plays, from, to);
  const compared = compareLanes(planned, played, plays, {
    // Nothing was asked of it before it was there.
    from: Math.max(from, Math.min(player.created_at, until)),
    until,
    open: now < to,
  });
  const ids = [...planned, ...played, ...compared.differences].flatMap(one => [one.campaign_id, 'shown_id' in one ? one.shown_id : null]);
  const names = await namesOf(db, 'campaign', ids);
  const nameOf = (campaign_id: number | null) => (campaign_id === null ? null : (names.get(campaign_id) ?? null));
  const told = <T extends { start: number; end: number; campaign_id: number | null }>(one: T) => ({
    ...one,
    start: iso(one.start),
    end: iso(one.end),
    campaign_name: nameOf(one.campaign_id),
  });
  return {
    player_id: id,
    date: dates[0] ?? '',
    timezone,
    from: iso(from),
    to: iso(to),
    until: iso(until),
    planned: planned.map(told),
    played: played.map(told),
    differences: compared.differences.map(one => ({ ...told(one), shown_name: nameOf(one.shown_id) })),
    planned_seconds: compared.planned / 1000,
    kept_seconds: compared.kept / 1000,
  };
}

/** The plays of a day in order, with the one that was on when it began. */
async function playsOf(db: Db, filter: PlayFilter & { from: number; to: number }): Promise<Shown[]> {
  const columns = ['id', 'started_at', 'length', 'campaign_id', 'completed', 'reason', 'clock_suspect', 'programme_version'] as const;
  const read = (part: PlayFilter) => narrowed(db.selectFrom('plays').select(columns), part);
  const before = await read({ ...filter, from: undefined, to: filter.from })
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  const rows = [...before];
  for (let last: (typeof rows)[number] | undefined; rows.length < mostPlays; ) {
    const since = last;
    let some = read({ ...filter, from: since?.started_at ?? filter.from });
    if (since) some = some.where(eb => eb.or([eb('started_at', '>', since.started_at), eb('id', '>', since.id)]));
    const found = await some.orderBy('started_at').orderBy('id').limit(atOnce).execute();
    rows.push(...found);
    last = found.at(-1);
    if (found.length < atOnce) break;
  }
  return rows.map(({ started_at, length, completed, reason, clock_suspect, campaign_id, programme_version }) => ({
    start: started_at,
    end: started_at + length,
    campaign_id,
    reason: completed === 1 ? null : reason,
    clock_suspect: clock_suspect === 1,
    programme_version,
  }));
}
