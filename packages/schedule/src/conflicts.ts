import { type CompiledProgramme, clipsOf, compiled, depthOf } from './compile.ts';
import { DAY, mod } from './dates.ts';
import { toInstant } from './instants.ts';
import { type Clip, Plan } from './plan.ts';
import { turnWeek } from './recurrence/bits.ts';
import type { Conflict, Instant, InstantLike, Programme, Schedule } from './types.ts';
import { checkSchedule, refuse, under } from './validate.ts';
import type { Zone } from './zones.ts';

interface Occurrence {
  date: number;
  start: Instant;
  end: Instant;
  /** Near a change of the zone's offset, where wall-clock times say nothing about who overlaps. */
  odd: boolean;
}

/**
 * The existing schedules that meet a candidate between `from` and `to`: of different campaigns, both active, one's location the other's or above it.
 * Of `programme` the time zone, the location chain and the campaigns count, its own schedules do not. Schedules of unknown campaigns meet nothing, nor does
 * one with the candidate's id (its former self). The order is that of `existing`.
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
  const window = { start: toInstant(from, 'from'), end: 0 };
  window.end = to === undefined ? twoYearsAfter(window.start) : toInstant(to, 'to');
  checkSchedule(candidate, under(refuse, 'candidate'));
  const clips = clipsOf(source.programme, source.zone);
  const clip = activeClip(candidate, clips);
  const found: Conflict[] = [];
  if (!clip) return found;
  const meeting = new Meeting(new Plan(candidate, clip, depthOf(candidate.location_id, source.programme)), source.zone, window);
  existing.forEach((schedule, i) => {
    checkSchedule(schedule, under(refuse, 'existing', i));
    const other = activeClip(schedule, clips);
    if (!other || schedule.id === candidate.id || schedule.campaign_id === candidate.campaign_id) return;
    if (!related(candidate.location_id, schedule.location_id, source.programme)) return;
    const first_overlap = meeting.firstWith(new Plan(schedule, other, 0));
    if (!first_overlap) return;
    const equal =
      (schedule.location_id ?? null) === (candidate.location_id ?? null) &&
      schedule.priority === candidate.priority &&
      other.campaign.priority === clip.campaign.priority;
    found.push({ schedule_id: schedule.id, kind: equal ? 'conflict' : 'override', first_overlap });
  });
  return found;
}

function activeClip(schedule: Schedule, clips: Map<number, Clip>): Clip | undefined {
  const clip = clips.get(schedule.campaign_id);
  return schedule.is_active && clip?.campaign.is_active ? clip : undefined;
}

/** All that the chain names lie on one path. Of a place it does not name only that place itself, and everywhere, are known to be related. */
function related(a: number | null, b: number | null, programme: Programme): boolean {
  return a == null || b == null || a === b || (depthOf(a, programme) >= 0 && depthOf(b, programme) >= 0);
}

function twoYearsAfter(start: Instant): Instant {
  const date = new Date(start);
  return date.setUTCFullYear(date.getUTCFullYear() + 2);
}

/** One candidate's occurrences in the window, expanded once and then held against every other schedule. */
class Meeting {
  readonly #plan: Plan;
  readonly #zone: Zone;
  readonly #occurrences: Occurrence[] = [];
  readonly #odd: Occurrence[];
  readonly #end: Instant;

  constructor(plan: Plan, zone: Zone, { start, end }: { start: Instant; end: Instant }) {
    this.#plan = plan;
    this.#zone = zone;
    this.#end = end;
    const changes = start < end ? zone.changes(start - 3 * DAY, end + 3 * DAY) : [];
    const last = zone.dayOf(end) + 1;
    for (let date = plan.next(zone.dayOf(start) - 2); date <= last; date = plan.next(date + 1)) {
      const from = Math.max(start, plan.start(date, zone));
      const to = Math.min(end, plan.end(date, zone));
      const odd = changes.some(change => from < change + 2 * DAY && change - 2 * DAY < to);
      if (from < to) this.#occurrences.push({ date, start: from, end: to, odd });
    }
    this.#occurrences.sort((a, b) => a.start - b.start);
    this.#odd = this.#occurrences.filter(occurrence => occurrence.odd);
  }

  firstWith(other: Plan): { start: Instant; end: Instant } | undefined {
    const occurrences = this.#canMeet(other) ? this.#occurrences : this.#odd;
    let best: { start: Instant; end: Instant } | undefined;
    for (let i = 0; i < occurrences.length; ) {
      const { date, start, end, odd } = occurrences[i] as Occurrence;
      if (best && best.start <= start) break;
      const reach = odd ? 2 : 1;
      let near = other.next(date - reach);
      // The dates of the other are further away: go on where they are.
      if (near > date + reach) {
        do i++;
        while (i < occurrences.length && (occurrences[i] as Occurrence).date < near - 2);
        continue;
      }
      for (; near <= date + reach; near = other.next(near + 1)) {
        const from = Math.max(start, other.start(near, this.#zone));
        const to = Math.min(end, other.end(near, this.#zone), this.#end);
        if (from < to && (!best || from < best.start)) best = { start: from, end: to };
      }
      i++;
    }
    return best;
  }

  /** Do weekdays and wall-clock times let the two overlap at all, away from a change of the offset? */
  #canMeet(other: Plan): boolean {
    const mine = this.#plan;
    for (const days of [-1, 0, 1]) {
      const shift = days * DAY;
      if (mine.from < other.to + shift && other.from + shift < mine.to) {
        if (mine.weekdays & turnWeek(other.weekdays, mod(days, 7))) return true;
      }
    }
    return false;
  }
}
