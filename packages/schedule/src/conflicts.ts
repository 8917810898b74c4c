import { refuse, under } from './checks.ts';
import { type CompiledProgramme, compiled, depthOf } from './compile.ts';
import { DAY, mod } from './dates.ts';
import type { Keys } from './errors.ts';
import { toInstant } from './instants.ts';
import { Plan } from './plan.ts';
import { turnWeek } from './recurrence/bits.ts';
import type { Conflict, Instant, InstantLike, Programme, Schedule } from './types.ts';
import { validateSchedule } from './validate.ts';

interface Occurrence {
  date: number;
  start: Instant;
  end: Instant;
  /** How many dates away another's occurrence can lie that overlaps this one: 1, and 2 where a gap in local time is near. */
  reach: number;
}

type Overlap = Conflict['first_overlap'];

/**
 * The existing schedules that meet a candidate between `from` and `to`: of different campaigns, both active, one's location the other's or above it.
 * Of `programme` the time zone, the location chain and the campaigns count; its own schedules do not. Schedules of campaigns it does not know meet nothing,
 * nor does one with the candidate's id (its former self). In the order of `existing`.
 * @param from the package has no clock: the caller passes its now
 * @param to two years after `from` when left out
 * @throws ScheduleError with paths that begin at `candidate` or `existing[i]`
 */
export function conflicts(
  programme: Programme | CompiledProgramme,
  candidate: Schedule,
  existing: readonly Schedule[],
  from: InstantLike,
  to?: InstantLike,
): Conflict[] {
  const {
    zone,
    clips,
    programme: { location_chain },
  } = compiled(programme);
  const start = toInstant(from, 'from');
  const end = to === undefined ? new Date(start).setUTCFullYear(new Date(start).getUTCFullYear() + 2) : toInstant(to, 'to');
  const planOf = (schedule: Schedule, keys: Keys) => {
    refuse(under(keys, validateSchedule(schedule)));
    const clip = clips.get(schedule.campaign_id);
    return schedule.is_active && clip?.campaign.is_active
      ? new Plan(schedule, clip, depthOf(schedule.location_id, location_chain), zone)
      : undefined;
  };
  const mine = planOf(candidate, ['candidate']);
  const occurrences = mine ? expand(mine, start, end) : [];
  const odd = occurrences.filter(({ reach }) => reach > 1);
  const found: Conflict[] = [];
  existing.forEach((schedule, i) => {
    const other = planOf(schedule, ['existing', i]);
    if (!mine || !other || schedule.id === candidate.id || schedule.campaign_id === candidate.campaign_id || !related(mine, other)) return;
    const first_overlap = firstOverlap(canMeet(mine, other) ? occurrences : odd, other);
    if (first_overlap) found.push({ schedule_id: schedule.id, kind: equal(mine, other) ? 'conflict' : 'override', first_overlap });
  });
  return found;
}

function samePlace(a: Plan, b: Plan): boolean {
  return (a.schedule.location_id ?? null) === (b.schedule.location_id ?? null);
}

/** All that the chain names lie on one path. Of a place it does not name only that place itself, and everywhere, are known to be related. */
function related(a: Plan, b: Plan): boolean {
  return samePlace(a, b) || a.depth === 0 || b.depth === 0 || (a.depth > 0 && b.depth > 0);
}

function equal(a: Plan, b: Plan): boolean {
  return samePlace(a, b) && a.schedule.priority === b.schedule.priority && a.clip.campaign.priority === b.clip.campaign.priority;
}

/** The occurrences of a plan in the window, in order; expanded once, then held against every other schedule. */
function expand(plan: Plan, start: Instant, end: Instant): Occurrence[] {
  const { zone } = plan;
  const occurrences: Occurrence[] = [];
  // What a gap moves forward may overtake what comes after it, as far as the gap is wide; otherwise instants follow the wall clock.
  const gaps = zone.changes(start - 3 * DAY, end + 3 * DAY).filter(({ before, after }) => before < after);
  const last = zone.dayOf(end) + 1;
  for (let date = plan.next(zone.dayOf(start) - 2); date <= last; date = plan.next(date + 1)) {
    const from = Math.max(start, plan.start(date));
    const to = Math.min(end, plan.end(date));
    const odd = gaps.some(({ before, after, change }) => [from, to].some(at => Math.abs(at - change) <= after - before));
    if (from < to) occurrences.push({ date, start: from, end: to, reach: odd ? 2 : 1 });
  }
  return occurrences.sort((a, b) => a.start - b.start);
}

function firstOverlap(occurrences: readonly Occurrence[], other: Plan): Overlap | undefined {
  let first: Overlap | undefined;
  let after = Number.NEGATIVE_INFINITY;
  for (const { date, start, end, reach } of occurrences) {
    if (first && first.start <= start) break;
    if (date + reach < after) continue;
    after = other.next(date - reach);
    for (let near = after; near <= date + reach; near = other.next(near + 1)) {
      const from = Math.max(start, other.start(near));
      const to = Math.min(end, other.end(near));
      if (from < to && (!first || from < first.start)) first = { start: from, end: to };
    }
  }
  return first;
}

/** Do weekdays and wall-clock times let the two overlap at all, away from a gap in local time? */
function canMeet(a: Plan, b: Plan): boolean {
  return [-1, 0, 1].some(
    days => a.from < b.to + days * DAY && b.from + days * DAY < a.to && a.weekdays & turnWeek(b.weekdays, mod(days, 7)),
  );
}
