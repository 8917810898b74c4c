import { firstOfMonth, mod, monthOf, parseDate, weekdayOf } from '../dates.ts';
import type { Frequency, RecurrenceRule } from '../types.ts';
import { bitsOf } from './bits.ts';
import { parseByday, WEEKDAYS } from './weekdays.ts';

/** A rule made ready for arithmetic. Its BY parts already have what RFC 5545 takes from DTSTART where none is given. */
export interface Parts {
  freq: Frequency;
  interval: number;
  /** DTSTART, a day number. */
  start: number;
  /** First day of DTSTART's week. */
  startWeek: number;
  /** DTSTART's month, as `firstOfMonth` counts. */
  startMonth: number;
  wkst: number;
  /** Bits of the months, 0 = January; 0 when all count. */
  months: number;
  /** Bits of dates from the first of the month on. */
  dates: number;
  /** -1 = the last date of the month. */
  datesFromEnd: number[];
  anyDate: boolean;
  /** Bits of the weekdays without an ordinal. */
  weekdays: number;
  ordinals: { n: number; weekday: number }[];
  anyWeekday: boolean;
  /** Ordinals count within the year rather than the month. */
  ordinalsInYear: boolean;
  setpos: number[];
  /** `Infinity` without. */
  count: number;
  /** Day number, inclusive; `Infinity` without. */
  until: number;
}

/** Of a rule that has passed `checkRule`. */
export function partsOf(rule: RecurrenceRule, start: number): Parts {
  const { freq } = rule;
  const wkst = WEEKDAYS.indexOf(rule.wkst ?? 'MO');
  const startMonth = monthOf(start);
  let { byday, bymonthday, bymonth } = rule;
  if (!byday && !bymonthday) {
    if (freq === 'WEEKLY') byday = [WEEKDAYS[weekdayOf(start)] ?? 'SU'];
    if (freq === 'MONTHLY' || freq === 'YEARLY') bymonthday = [start - firstOfMonth(startMonth) + 1];
    if (freq === 'YEARLY') bymonth ??= [mod(startMonth, 12) + 1];
  }
  const days = (byday ?? []).map(text => parseByday(text) ?? { n: 0, weekday: 0 });
  return {
    freq,
    interval: rule.interval ?? 1,
    start,
    startWeek: start - mod(weekdayOf(start) - wkst, 7),
    startMonth,
    wkst,
    months: bitsOf((bymonth ?? []).map(m => m - 1)),
    dates: bitsOf((bymonthday ?? []).filter(d => d > 0).map(d => d - 1)),
    datesFromEnd: (bymonthday ?? []).filter(d => d < 0),
    anyDate: !bymonthday,
    weekdays: bitsOf(days.filter(d => d.n === 0).map(d => d.weekday)),
    ordinals: days.filter(d => d.n !== 0),
    anyWeekday: !byday,
    ordinalsInYear: freq === 'YEARLY' && !bymonth,
    setpos: rule.bysetpos ?? [],
    count: rule.count ?? Number.POSITIVE_INFINITY,
    until: rule.until === undefined ? Number.POSITIVE_INFINITY : parseDate(rule.until),
  };
}
