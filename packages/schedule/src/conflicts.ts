import { schedule as check } from './checked.ts';
import { listOf, refuse, shape } from './checks.ts';
import { type CompiledProgramme, compiled, planIn } from './compile.ts';
import { DAY, mod, NEVER } from './dates.ts';
import { toInstant } from './instants.ts';
import { endOf, firstAround, firstDifference, nextDate, type Plan, startOf } from './plan.ts';
import { turnWeek } from './recurrence/bits.ts';
import type { Conflict, Instant, InstantLike, Programme, Schedule } from './types.ts';
import type { Zone } from './zone.ts';

/** With the leap day that may lie in them. */
const TWO_YEARS = 731 * DAY;

interface Occurrence {
  date: number;
  start: Instant;
  end: Instant;
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
  const source = compiled(programme);
  const start = toInstant(from, 'from');
  const end = to === undefined ? start + TWO_YEARS : toInstant(to, 'to');
  refuse(shape({ candidate: check, existing: listOf(check) }), { candidate, existing });
  const mine = planIn(source, candidate);
  const occurrences = mine ? expand(mine, start, end) : [];
  const odd = occurrences.filter(({ start, end }) => isMoved(source.zone, start) || isMoved(source.zone, end));
  return existing.flatMap(schedule => {
    const other = planIn(source, schedule);
    if (!mine || !other || schedule.id === candidate.id || schedule.campaign_id === candidate.campaign_id) return [];
    const samePlace = (candidate.location_id ?? null) === (schedule.location_id ?? null);
    // All that the chain names lie on one path. Of a place it does not name only that place itself, and everywhere, are known to be related.
    if (!samePlace && mine.depth && other.depth && Math.min(mine.depth, other.depth) < 0) return [];
    const first_overlap = firstOverlap(canMeet(mine, other) ? occurrences : odd, other);
    // Where not even the depths differ, only age decides.
    const kind = samePlace && firstDifference(mine, other) > 2 ? 'conflict' : 'override';
    return first_overlap ? { schedule_id: schedule.id, kind, first_overlap } : [];
  });
}

/** The occurrences of a plan in the window, in order; expanded once, then held against every other schedule. */
function expand(plan: Plan, from: Instant, to: Instant): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const last = plan.zone.dayOf(to) + 1;
  for (let date = firstAround(plan, from); date <= last; date = nextDate(plan, date + 1)) {
    const start = Math.max(from, startOf(plan, date));
    const end = Math.min(to, endOf(plan, date));
    if (start < end) occurrences.push({ date, start, end });
  }
  return occurrences.sort((a, b) => a.start - b.start);
}

/** What a gap in local time moves forward may overtake what comes after it, as far as the gap is wide; otherwise instants follow the wall clock. */
function isMoved(zone: Zone, at: Instant): boolean {
  const gap = zone.offset(at) - zone.offset(at - DAY);
  return gap > 0 && zone.offset(at - gap) < zone.offset(at);
}

/** Of dates further apart than two no occurrences overlap; two where the zone skips one. */
function firstOverlap(occurrences: readonly Occurrence[], other: Plan): Overlap | undefined {
  let first: Overlap | undefined;
  let after = -NEVER;
  for (const occurrence of occurrences) {
    const { date } = occurrence;
    if (first && first.start <= occurrence.start) break;
    if (date + 2 < after) continue;
    after = nextDate(other, date - 2);
    for (let near = after; near <= date + 2; near = nextDate(other, near + 1)) {
      const start = Math.max(occurrence.start, startOf(other, near));
      const end = Math.min(occurrence.end, endOf(other, near));
      if (start < end && (!first || start < first.start)) first = { start, end };
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
