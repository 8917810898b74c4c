import { firstOfMonth, mod, weekdayOf } from '../dates.ts';
import { allDates, datesOn, lowest } from './bits.ts';
import type { Parts } from './parts.ts';

/**
 * The dates of one month that a rule gives, as bits; DTSTART, COUNT and UNTIL apart, which cut the whole set and not a month of it.
 * Every frequency is answered by the month, so that one walk and one cache serve them all.
 */
export function monthOfRule(parts: Parts, index: number): number {
  const first = firstOfMonth(index);
  const length = firstOfMonth(index + 1) - first;
  const inPeriod = periods(parts, index, first, length);
  if (inPeriod === 0) return 0;
  if (parts.setpos.length > 0) return inPeriod & positions(parts, index, first, length);
  return inPeriod & matching(parts, index, first, length);
}

/** The dates that lie in a day, week, month or year that INTERVAL counts. */
function periods({ freq, interval, start, startWeek, startMonth }: Parts, index: number, first: number, length: number): number {
  const all = allDates(length);
  let mask = 0;
  if (freq === 'DAILY') {
    if (interval === 1) return all;
    for (let date = mod(start - first, interval); date < length; date += interval) mask |= 1 << date;
  } else if (freq === 'WEEKLY') {
    if (interval === 1) return all;
    const step = 7 * interval;
    for (let day = first - 6 + mod(startWeek - first + 6, step); day < first + length; day += step) {
      mask |= day < first ? 127 >> (first - day) : 127 << (day - first);
    }
  } else {
    const elapsed = freq === 'MONTHLY' ? index - startMonth : Math.floor(index / 12) - Math.floor(startMonth / 12);
    if (elapsed % interval === 0) return all;
  }
  return mask & all;
}

/** The dates that pass BYMONTH, BYMONTHDAY and BYDAY. */
function matching(parts: Parts, index: number, first: number, length: number): number {
  const month = mod(index, 12);
  if (parts.months !== 0 && ((parts.months >> month) & 1) === 0) return 0;
  let mask = allDates(length);
  if (!parts.anyDate) {
    let dates = parts.dates;
    for (const n of parts.datesFromEnd) if (length + n >= 0) dates |= 1 << (length + n);
    mask &= dates;
  }
  if (!parts.anyWeekday) {
    let days = datesOn(parts.weekdays, weekdayOf(first));
    if (parts.ordinals.length > 0) {
      const from = parts.ordinalsInYear ? firstOfMonth(index - month) : first;
      const next = parts.ordinalsInYear ? firstOfMonth(index - month + 12) : first + length;
      for (const { n, weekday } of parts.ordinals) {
        const day =
          n > 0 ? from + mod(weekday - weekdayOf(from), 7) + 7 * (n - 1) : next - 1 - mod(weekdayOf(next - 1) - weekday, 7) + 7 * (n + 1);
        if (day >= Math.max(from, first) && day < Math.min(next, first + length)) days |= 1 << (day - first);
      }
    }
    mask &= days;
  }
  return mask;
}

/** The dates of this month that BYSETPOS picks, out of the whole set of the period that each lies in. */
function positions(parts: Parts, index: number, first: number, length: number): number {
  const { freq, wkst } = parts;
  if (freq === 'DAILY') return parts.setpos.some(n => n === 1 || n === -1) ? matching(parts, index, first, length) : 0;
  if (freq === 'WEEKLY') {
    const days = listMonths(parts, index - 1, 3);
    let mask = 0;
    for (let week = first - mod(weekdayOf(first) - wkst, 7); week < first + length; week += 7) {
      mask |= pick(
        parts.setpos,
        days.filter(day => day >= week && day < week + 7),
        first,
        length,
      );
    }
    return mask;
  }
  const [from, months] = freq === 'MONTHLY' ? [index, 1] : [index - mod(index, 12), 12];
  return pick(parts.setpos, listMonths(parts, from, months), first, length);
}

function listMonths(parts: Parts, from: number, months: number): number[] {
  const days: number[] = [];
  for (let index = from; index < from + months; index++) {
    const first = firstOfMonth(index);
    for (let rest = matching(parts, index, first, firstOfMonth(index + 1) - first); rest !== 0; rest &= rest - 1)
      days.push(first + lowest(rest));
  }
  return days;
}

function pick(setpos: readonly number[], days: readonly number[], first: number, length: number): number {
  let mask = 0;
  for (const n of setpos) {
    const day = days[n > 0 ? n - 1 : days.length + n];
    if (day !== undefined && day >= first && day < first + length) mask |= 1 << (day - first);
  }
  return mask;
}
