import type { ReachAnswer } from '@tvs/protocol';
import { timeline } from '@tvs/schedule';
import type { Db } from '../../database/connection.ts';
import { maySee, type UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { programmeOf, type Rules } from './rules.ts';

/** Where a campaign plays between `from` and `to` (epoch ms), and when first: as the screens will by these rules. */
export async function reachOf(
  db: Db,
  viewer: UserViewer,
  rules: Rules,
  campaign_id: number,
  from: number,
  to: number,
): Promise<ReachAnswer> {
  const counted = await db
    .selectFrom('players')
    .select(({ fn }) => ['location_id', fn.countAll().as('players')])
    .groupBy('location_id')
    .execute();
  const players = new Map(counted.map(row => [row.location_id, Number(row.players)]));
  const locations: ReachAnswer['locations'] = [];
  for (const location_id of candidates(rules, campaign_id)) {
    const player_count = players.get(location_id) ?? 0;
    if (player_count === 0 || !maySee(viewer, location_id)) continue;
    // Of thousands of places: others are served in between.
    await new Promise(setImmediate);
    const programme = programmeOf(rules, location_id);
    const first = timeline(programme, from, to).find(segment => segment.campaign_id === campaign_id);
    if (!first) continue;
    const location_name = rules.tree.get(location_id)?.name ?? '';
    locations.push({ location_id, location_name, timezone: programme.timezone, player_count, first: iso(first.start) });
  }
  locations.sort((a, b) => a.first.localeCompare(b.first) || b.player_count - a.player_count || a.location_id - b.location_id);
  return {
    from: iso(from),
    to: iso(to),
    player_count: locations.reduce((sum, place) => sum + place.player_count, 0),
    first: locations[0]?.first ?? null,
    locations,
  };
}

/** Where it could play: below its schedules, and where it is the default. */
function candidates({ tree, schedules }: Rules, campaign_id: number): Set<number> {
  const own = schedules.filter(schedule => schedule.campaign_id === campaign_id).map(schedule => schedule.location_id);
  const all = [...tree.all()].map(place => place.id);
  if (own.includes(null)) return new Set(all);
  const standing = all.filter(id => tree.defaultCampaign(id) === campaign_id);
  return new Set([...tree.below(own.filter(id => id !== null)), ...standing]);
}
