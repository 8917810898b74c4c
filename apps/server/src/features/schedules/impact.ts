import type { ImpactAnswer } from '@tvs/protocol';
import { impact, type Schedule } from '@tvs/schedule';
import type { Db } from '../../database/connection.ts';
import { maySee, type UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { firstOn, programmeOf, type Rules, unsaved } from './rules.ts';

export interface Edit {
  /** The schedule as it would be; `null`: gone. */
  after: Schedule | null;
  /** The one it replaces, if any. */
  before: Schedule | null;
}

/** Which screens show something else between `from` and `to` (epoch ms) once the edit is saved, and when. */
export async function impactOf(db: Db, viewer: UserViewer, rules: Rules, edit: Edit, from: number, to: number): Promise<ImpactAnswer> {
  const players = await db.selectFrom('players').select(['id', 'name', 'location_id']).orderBy('name').execute();
  const byLocation = new Map<number, typeof players>();
  for (const player of players) {
    const here = byLocation.get(player.location_id);
    if (here) here.push(player);
    else byLocation.set(player.location_id, [player]);
  }
  const rest = rules.schedules.filter(schedule => schedule.id !== edit.before?.id);
  const schedules = edit.after?.is_active ? [...rest, edit.after] : rest;

  const locations: ImpactAnswer['locations'] = [];
  for (const location_id of touched(rules, edit)) {
    const here = byLocation.get(location_id);
    if (!here || !maySee(viewer, location_id)) continue;
    // Of thousands of places: others are served in between.
    await new Promise(setImmediate);
    const was = programmeOf(rules, location_id);
    const windows = impact(was, programmeOf(rules, location_id, schedules), from, to);
    if (windows.length === 0) continue;
    locations.push({
      location_id,
      location_name: rules.tree.get(location_id)?.name ?? '',
      timezone: was.timezone,
      players: here.map(({ id, name }) => ({ id, name })),
      windows: windows.map(window => ({
        start: iso(window.start),
        end: iso(window.end),
        was: named(rules, window.was),
        becomes: named(rules, window.becomes),
      })),
    });
  }
  const starts = locations.flatMap(location => location.windows[0]?.start ?? []).sort();
  return {
    from: iso(from),
    to: iso(to),
    player_count: locations.reduce((sum, { players: here }) => sum + here.length, 0),
    first_change: starts[0] ?? null,
    locations,
  };
}

/** When the schedule of an edit, as it is or as it would be, is first on at or after `from`; `null`: never. */
export function firstOfEdit(rules: Rules, { before, after }: Edit, from: number): number | null {
  const firsts = [before, after].flatMap(schedule => {
    const campaign = schedule && rules.campaigns.get(schedule.campaign_id);
    return (campaign && firstOn(rules, schedule, campaign, from)) ?? [];
  });
  return firsts.length === 0 ? null : Math.min(...firsts);
}

/** Locations whose programme may differ: below where it was and where it will be. */
function touched({ tree }: Rules, { before, after }: Edit): Iterable<number> {
  const ids = [before, after].flatMap(schedule => (schedule ? [schedule.location_id] : []));
  if (ids.includes(null)) return [...tree.all()].map(place => place.id);
  return tree.below(ids.filter(id => id !== null));
}

function named(rules: Rules, side: { schedule_id: number | null; campaign_id: number | null }) {
  // A schedule that is not saved yet has no id to name.
  const schedule_id = side.schedule_id === unsaved ? null : side.schedule_id;
  return { ...side, schedule_id, campaign_name: side.campaign_id === null ? null : (rules.campaigns.get(side.campaign_id)?.name ?? null) };
}
