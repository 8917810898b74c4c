import type { Schedule } from '@tvs/protocol';
import { hhmm, wallClock } from '../../lib/zone.ts';

/** Something that plays, or would, from one instant to another. */
export interface Stretch {
  scheduleId: number;
  campaignId: number;
  /** Epoch ms, half open. */
  start: number;
  end: number;
}

/** A piece of a stretch within one day, as it is drawn. */
export interface Block {
  key: string;
  scheduleId: number;
  campaignId: number;
  date: string;
  /** Minutes since midnight. */
  from: number;
  to: number;
  /** When the whole piece begins, epoch ms. */
  at: number;
  /** `null`: it wins; else the schedule that plays instead. */
  beatenBy: number | null;
  /** Which of the winners it is, or is beaten by, counted through the week. */
  under: number;
  /** Its schedule takes whole days: drawn as their ground, not as one block among the others. */
  band: boolean;
}

type Clock = ReturnType<typeof wallClock>;

/** A stretch cut at the midnights of a zone. */
export function byDay(stretch: Stretch, zone: string, dates: readonly string[]): { date: string; from: number; to: number }[] {
  return cut(wallClock(stretch.start, zone), wallClock(stretch.end, zone), dates);
}

function cut(start: Clock, end: Clock, dates: readonly string[]): { date: string; from: number; to: number }[] {
  return dates.flatMap(date => {
    if (date < start.date || date > end.date) return [];
    const from = date === start.date ? start.minutes : 0;
    const to = date === end.date ? end.minutes : 1440;
    return from < to ? [{ date, from, to }] : [];
  });
}

/**
 * The week as it is drawn: what wins, and what is beaten, cut where its winner changes.
 * @param winners in order, without an overlap
 * @param isBand whether a schedule takes whole days
 */
export function layOut(
  winners: readonly Stretch[],
  occurrences: readonly Stretch[],
  dates: readonly string[],
  zone: string,
  isBand: (scheduleId: number) => boolean = () => false,
): Block[] {
  const blocks: Block[] = [];
  // Hundreds begin and end at the same few instants.
  const known = new Map<number, Clock>();
  const clock = (at: number) => {
    const told = known.get(at) ?? wallClock(at, zone);
    known.set(at, told);
    return told;
  };
  const add = ({ scheduleId, campaignId, start, end }: Stretch, beatenBy: number | null, under: number) => {
    for (const { date, from, to } of cut(clock(start), clock(end), dates)) {
      const key = `${scheduleId}-${date}-${hhmm(from)}-${beatenBy ?? ''}`;
      blocks.push({ key, scheduleId, campaignId, date, from, to, at: start, beatenBy, under, band: isBand(scheduleId) });
    }
  };
  for (const [under, winner] of winners.entries()) add(winner, null, under);
  for (const occurrence of occurrences)
    for (let i = firstEndingAfter(winners, occurrence.start); i < winners.length; i += 1) {
      const winner = winners[i];
      if (!winner || winner.start >= occurrence.end) break;
      if (winner.scheduleId === occurrence.scheduleId) continue;
      const [start, end] = [Math.max(occurrence.start, winner.start), Math.min(occurrence.end, winner.end)];
      add({ ...occurrence, start, end }, winner.scheduleId, i);
    }
  return blocks;
}

/** The place in a list in order of the first that ends after an instant; the list's length where none does. */
function firstEndingAfter(stretches: readonly Stretch[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a schedule takes whole days. */
export function isWholeDay({ start_time, end_time }: Pick<Schedule, 'start_time' | 'end_time'>): boolean {
  return (start_time ?? '00:00') === '00:00' && (end_time ?? '00:00') === '00:00';
}

/**
 * Whether a schedule says what the place's default says already: the default campaign, the whole day, every day that is drawn. It stands in the line of
 * the default, not as a block beside every other.
 */
export function isStanding(schedule: Schedule, base: number | null, dates: readonly string[]): boolean {
  const { campaign_id, is_active, days_of_week, recurrence_rule, start_date, end_date } = schedule;
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  return (
    campaign_id === base &&
    is_active &&
    isWholeDay(schedule) &&
    (days_of_week === null || days_of_week.length === 7) &&
    recurrence_rule === null &&
    start_date <= first &&
    (end_date === null || end_date >= last)
  );
}
