import type { ScheduleConflict } from '@tvs/protocol';
import { conflicts, type Schedule } from '@tvs/schedule';
import { iso } from '../../platform/clock.ts';
import { programmeOf, type Rules } from './rules.ts';

const twoYears = 2 * 365.25 * 86_400_000;

/**
 * Schedules that the candidate meets between `from` and two years on, counted from its start where that is later. Those at or above its location are compared in its
 * own zone; those below it in theirs, since a schedule for a whole region starts at each store's own time.
 */
export function conflictsOf(rules: Rules, candidate: Schedule, from: number): ScheduleConflict[] {
  const found: ScheduleConflict[] = [];
  const to = Math.max(from, Date.parse(candidate.start_date)) + twoYears;
  for (const [location_id, existing] of grouped(rules, candidate)) {
    const programme = { ...programmeOf(rules, location_id, []), schedules: [] };
    for (const conflict of conflicts(programme, candidate, existing, from, to)) {
      const campaign_id = existing.find(schedule => schedule.id === conflict.schedule_id)?.campaign_id ?? 0;
      found.push({
        schedule_id: conflict.schedule_id,
        campaign_id,
        campaign_name: rules.campaigns.get(campaign_id)?.name ?? '',
        kind: conflict.kind,
        first_overlap: { start: iso(conflict.first_overlap.start), end: iso(conflict.first_overlap.end) },
      });
    }
  }
  return found.sort((a, b) => a.kind.localeCompare(b.kind) || a.first_overlap.start.localeCompare(b.first_overlap.start));
}

/** Existing schedules by the location in whose zone they are compared with the candidate. */
function grouped({ tree, schedules }: Rules, candidate: Schedule): Map<number, Schedule[]> {
  const anywhere = tree.all().next().value?.id ?? 0;
  const home = candidate.location_id ?? anywhere;
  const above = new Set(candidate.location_id === null ? [] : tree.chain(candidate.location_id));
  const below = candidate.location_id === null ? null : tree.below([candidate.location_id]);
  const groups = new Map<number, Schedule[]>();
  const put = (location_id: number, schedule: Schedule) => {
    const group = groups.get(location_id);
    if (group) group.push(schedule);
    else groups.set(location_id, [schedule]);
  };
  for (const schedule of schedules) {
    if (schedule.id === candidate.id) continue;
    const at = schedule.location_id;
    if (at === null || above.has(at)) put(home, schedule);
    else if (below === null || below.has(at)) put(at, schedule);
  }
  return groups;
}
