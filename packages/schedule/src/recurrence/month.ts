import { firstOfMonth, mod, weekdayOf } from '../dates.ts';
import { allDates, datesOn, lowest } from './bits.ts';
import type { Parts } from './parts.ts';

/**
 * The dates of one month that a rule gives, as bits; DTSTART, COUNT and UNTIL apart, which cut the whole set and not a month of it.
 * Every frequency is answered by the month, so that one walk and one cache serve them all.
 * @param first the day the month begins with, `next` the one after its last
 */
export function monthOfRule(parts: Parts, index: number, first: number, next: number): number {
  const counted = countedDates(parts, index, first, next);
  if (counted === 0) return 0;
  return counted & (parts.setpos.length ? picked(parts, index, first, next) : matching(parts, index, first, next));
}

/** The dates that lie in a period which INTERVAL counts. */
function countedDates({ inMonths, unit, origin, interval }: Parts, index: number, first: number, next: number): number {
  const all = allDates(next - first);
  if (inMonths) return mod(Math.floor((index - origin) / unit), interval) === 0 ? all : 0;
  const period = (1 << unit) - 1;
  const before = first - unit + 1;
  let mask = 0;
  for (let day = before + mod(origin - before, unit * interval); day < next; day += unit * interval) {
    mask |= day < first ? period >> (first - day) : period << (day - first);
  }
  return mask & all;
}

/** The dates that pass BYMONTH, BYMONTHDAY and BYDAY. */
function matching(
  { months, dates, datesFromEnd, weekdays, ordinals, ordinalsInYear }: Parts,
  index: number,
  first: number,
  next: number,
): number {
  const month = mod(index, 12);
  if (((months >> month) & 1) === 0) return 0;
  const length = next - first;
  let byDate = dates;
  // The -31st of a month of 28 days sets a bit above the 28th, which the last line takes away.
  for (const n of datesFromEnd) byDate |= 1 << (length + n);
  let byDay = datesOn(weekdays, weekdayOf(first));
  for (const { n, weekday } of ordinals) {
    const from = ordinalsInYear ? firstOfMonth(index - month) : first;
    const last = (ordinalsInYear ? firstOfMonth(index - month + 12) : next) - 1;
    const day = n > 0 ? from + mod(weekday - weekdayOf(from), 7) + 7 * n - 7 : last - mod(weekdayOf(last) - weekday, 7) + 7 * n + 7;
    byDay |= bit(day, first, next);
  }
  return byDate & byDay & allDates(length);
}

/** The dates of a month that BYSETPOS picks, each out of the whole set of its period. */
function picked(parts: Parts, index: number, first: number, next: number): number {
  const { inMonths, unit, origin, setpos } = parts;
  const from = inMonths ? index - mod(index, unit) : index - 1;
  const days: number[] = [];
  for (let at = from; at < from + (inMonths ? unit : 3); at++) {
    const start = firstOfMonth(at);
    for (let left = matching(parts, at, start, firstOfMonth(at + 1)); left !== 0; left &= left - 1) days.push(start + lowest(left));
  }
  let mask = 0;
  const pick = (set: number[]) => {
    for (const n of setpos) mask |= bit(set[n > 0 ? n - 1 : set.length + n] ?? Number.NaN, first, next);
  };
  if (inMonths) pick(days);
  else for (let day = first - mod(first - origin, unit); day < next; day += unit) pick(days.filter(d => d >= day && d < day + unit));
  return mask;
}

/** The bit of a day in the month from `first` to before `next`; none outside. */
function bit(day: number, first: number, next: number): number {
  return day >= first && day < next ? 1 << (day - first) : 0;
}
