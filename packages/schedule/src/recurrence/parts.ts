import { firstOfMonth, mod, monthOf, parseDate, weekdayOf } from '../dates.ts';
import type { RecurrenceRule } from '../types.ts';
import { bitsOf } from './bits.ts';
import { type Byday, parseByday, WEEKDAYS } from './weekdays.ts';

/**
 * A rule made ready for arithmetic, with what RFC 5545 takes from DTSTART where no BY part is given.
 * Its periods are runs of `unit` days (DAILY 1, WEEKLY 7) or months (MONTHLY 1, YEARLY 12), counted from `origin`.
 */
export interface Parts {
  inMonths: boolean;
  unit: number;
  /** First day, or month, of the period that DTSTART lies in. */
  origin: number;
  interval: number;
  /** DTSTART, a day number. */
  start: number;
  /** Bits of the months, 0 = January. */
  months: number;
  /** Bits of the dates, 0 = the first. */
  dates: number;
  /** -1 = the last date of the month. */
  datesFromEnd: readonly number[];
  /** Bits of the weekdays without an ordinal, 0 = Sunday. */
  weekdays: number;
  ordinals: readonly Byday[];
  /** Ordinals count within the year rather than the month. */
  ordinalsInYear: boolean;
  setpos: readonly number[];
}

/** Of a rule that has passed `validateRule`. */
export function partsOf(rule: RecurrenceRule, start: number): Parts {
  const { freq, bymonth, bymonthday } = rule;
  const yearly = freq === 'YEARLY';
  const inMonths = yearly || freq === 'MONTHLY';
  const unit = yearly ? 12 : freq === 'WEEKLY' ? 7 : 1;
  const startMonth = monthOf(start);
  const wkst = WEEKDAYS.indexOf(rule.wkst ?? 'MO');
  const byday = rule.byday?.map(parseByday) as Byday[] | undefined;
  // What DTSTART fills in when nothing says which days.
  const derived = !byday && !bymonthday;
  const dates = bymonthday ?? (derived && inMonths ? [start - firstOfMonth(startMonth) + 1] : undefined);
  const months = bymonth ?? (derived && yearly ? [mod(startMonth, 12) + 1] : undefined);
  const ofWeek =
    byday?.filter(({ n }) => n === 0).map(({ weekday }) => weekday) ?? (derived && unit === 7 ? [weekdayOf(start)] : undefined);
  return {
    inMonths,
    unit,
    origin: inMonths ? startMonth - mod(startMonth, unit) : unit === 7 ? start - mod(weekdayOf(start) - wkst, 7) : start,
    interval: rule.interval ?? 1,
    start,
    months: months ? bitsOf(months) >> 1 : -1,
    dates: dates ? bitsOf(dates.filter(n => n > 0).map(n => n - 1)) : -1,
    datesFromEnd: dates?.filter(n => n < 0) ?? [],
    weekdays: ofWeek ? bitsOf(ofWeek) : 127,
    ordinals: byday?.filter(({ n }) => n !== 0) ?? [],
    ordinalsInYear: yearly && !bymonth,
    setpos: rule.bysetpos ?? [],
  };
}

/** Do the weekdays say it all? Then no recurrence is needed. */
export function onlyWeekdays({ inMonths, interval, months, dates, setpos }: Parts): boolean {
  return !inMonths && interval === 1 && months === -1 && dates === -1 && setpos.length === 0;
}

/** The last date that UNTIL leaves. */
export function untilOf(rule: RecurrenceRule): number {
  return rule.until == null ? Number.POSITIVE_INFINITY : parseDate(rule.until);
}
