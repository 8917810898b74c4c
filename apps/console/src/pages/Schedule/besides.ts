import type { ScheduleConflict } from '@tvs/protocol';
import { isTime } from '../../lib/readTime.ts';
import { hhmm, wallClock } from '../../lib/zone.ts';
import type { ScheduleValues } from './formValues.ts';

/** Other hours for a schedule. */
export type Hours = { start_time: string } | { end_time: string };

const day = 1440;

/**
 * How a schedule gets out of the way of one it ties with: it begins where that ends, or ends where that begins. Nothing where it takes
 * the whole day or goes past midnight, or where the other has all of its hours.
 * @param overlap the first time both are on; from `now` (ms) on, so that one under way tells nothing of where the other began
 */
export function besides(values: ScheduleValues, overlap: ScheduleConflict['first_overlap'], zone: string, now: number): Hours[] {
  const { allDay, start_time, end_time } = values;
  if (allDay || !isTime(start_time) || !isTime(end_time)) return [];
  const [start, end] = [minutesOf(start_time), minutesOf(end_time) || day];
  if (end <= start) return [];
  const [from, to] = [Date.parse(overlap.start), Date.parse(overlap.end)];
  const [first, last] = [wallClock(from, zone).minutes, wallClock(to, zone).minutes || day];
  const later: Hours[] = first === start && last > start && last < end ? [{ start_time: hhmm(last) }] : [];
  const earlier: Hours[] = from > now + 60_000 && last === end && first > start && first < end ? [{ end_time: hhmm(first) }] : [];
  return [...later, ...earlier];
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
