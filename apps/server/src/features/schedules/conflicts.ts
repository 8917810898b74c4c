import type { ScheduleConflict } from '@tvs/protocol';
import { conflicts, resolve, type Schedule } from '@tvs/schedule';
import { iso } from '../../platform/clock.ts';
import { latest, programmeOf, type Rules } from './rules.ts';

const twoYears = 2 * 365.25 * 86_400_000;
/** Named in one answer, the worst kind first. */
const most = 1000;

/**
 * Schedules that the candidate meets between `from` and two years on, counted from its start where that is later. Those at or above its location are compared in its
 * own zone; those below it in theirs, since a schedule for a whole region starts at each store's own time.
 */
export function conflictsOf(rules: Rules, candidate: Schedule, from: number): ScheduleConflict[] {
  const to = Math.min(Math.max(from, Date.parse(candidate.start_date)) + twoYears, latest);
  const found = [...grouped(rules, candidate)].flatMap(([location_id, existing]) => {
    const programme = { ...programmeOf(rules, location_id, []), schedules: [] };
    return conflicts(programme, candidate, existing, from, to).map(conflict => ({ ...conflict, location_id }));
  });
  found.sort((a, b) => a.kind.localeCompare(b.kind) || a.first_overlap.start - b.first_overlap.start);
  const byId = new Map(rules.schedules.map(schedule => [schedule.id, schedule]));
  return found.slice(0, most).flatMap(({ schedule_id, kind, first_overlap, location_id }) => {
    const existing = byId.get(schedule_id);
    if (!existing) return [];
    return {
      schedule_id,
      campaign_id: existing.campaign_id,
      campaign_name: rules.campaigns.get(existing.campaign_id)?.name ?? '',
      kind,
      wins: winner(rules, location_id, candidate, existing, first_overlap.start),
      first_overlap: { start: iso(first_overlap.start), end: iso(first_overlap.end) },
    };
  });
}

/** Which of two that are both on at an instant is on the screens of a location. */
function winner(rules: Rules, location_id: number, candidate: Schedule, existing: Schedule, at: number): ScheduleConflict['wins'] {
  const both = [candidate, existing];
  const campaigns = both.flatMap(schedule => rules.campaigns.get(schedule.campaign_id) ?? []);
  const { schedule_id } = resolve({ ...programmeOf(rules, location_id, both), campaigns }, at);
  return schedule_id === candidate.id ? 'candidate' : 'existing';
}

/** A refusal in a sentence: who plays, and when they first meet, by the clock of the candidate's location. */
export function conflictSentence(rules: Rules, candidate: Schedule, [first, ...more]: readonly ScheduleConflict[]): string {
  if (!first) return '';
  const timezone = rules.tree.timezone(homeOf(rules, candidate));
  // Swedish writes dates and times as YYYY-MM-DD HH:MM.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  const [date, time] = local.format(Date.parse(first.first_overlap.start)).split(' ');
  const others = more.length === 0 ? '' : ` ${more.length} more ${more.length === 1 ? 'schedule does' : 'schedules do'}, too.`;
  return `“${first.campaign_name}” plays there with the same rank at the same time, first on ${date} at ${time} (${timezone}).${others}`;
}

/** The location in whose zone a candidate is compared. */
function homeOf({ tree }: Rules, { location_id }: Schedule): number {
  return location_id ?? tree.all().next().value?.id ?? 0;
}

/** Existing schedules by the location in whose zone they are compared with the candidate. */
function grouped(rules: Rules, candidate: Schedule): Map<number, Schedule[]> {
  const { tree, schedules } = rules;
  const home = homeOf(rules, candidate);
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
