import { CALENDAR_CYCLE, EVERY_DAY, firstOfMonth, mod, monthOf, NEVER, parseDate, weekdayOf } from '../dates.ts';
import type { RecurrenceRule, Weekday } from '../types.ts';
import { bitsOf, has } from './bits.ts';
import { WEEKDAYS } from './weekdays.ts';

/** After that many days without a date it is asked whether there can be one at all. */
const PATIENCE = 1000;
/** The 28 years from 2000-01-01 on, among which is every kind of year that there is. */
const EVERY_KIND = [10_957, 21_183] as const;

/** The dates of one rule, found by jumping to the wanted one: the cost does not depend on how long ago DTSTART was. */
export interface Recurrence {
  /** The first date at or after `day`, or `Infinity`. */
  next(day: number): number;
  /** The last date that UNTIL and `end` leave. */
  last: number;
  /** The seven bits of the weekdays that it can be on. */
  weekdays: number;
  /** Do the weekdays say it all, from DTSTART to the last date? */
  plain: boolean;
}

/**
 * Of a rule that has passed `validateRule`.
 * @param start DTSTART
 * @param daysOfWeek seven bits: a filter after the rule, which COUNT does not see
 */
export function recurrenceOf(rule: RecurrenceRule, start: number, daysOfWeek: number, end: number): Recurrence {
  const { freq, until, count, bymonth, bymonthday, bysetpos } = rule;
  const interval = rule.interval ?? 1;
  // Periods are runs of days (DAILY 1, WEEKLY 7) or months (MONTHLY 1, YEARLY 12) from the one on that DTSTART lies in.
  const yearly = freq === 'YEARLY';
  const inMonths = yearly || freq === 'MONTHLY';
  const unit = yearly ? 12 : freq === 'WEEKLY' ? 7 : 1;
  const startMonth = monthOf(start);
  const origin = inMonths ? startMonth - mod(startMonth, unit) : start - mod(weekdayOf(start) - WEEKDAYS.indexOf(rule.wkst ?? 'MO'), unit);

  const run = unit * interval;

  const firstOf = (period: number) => (inMonths ? firstOfMonth(period) : period);
  const periodOf = (day: number) => {
    const at = inMonths ? monthOf(day) : day;
    return at - mod(at - origin, unit);
  };

  // What DTSTART fills in when nothing says which days.
  const byday = rule.byday ?? (unit === 7 ? [WEEKDAYS[weekdayOf(start)] as string] : undefined);
  const dates = bymonthday ?? (inMonths && !byday ? [start - firstOfMonth(startMonth) + 1] : undefined);
  const months = bymonth ?? (yearly && !byday && !bymonthday ? [mod(startMonth, 12) + 1] : undefined);
  // "+1MO" and "01MO" are "1MO".
  const ordinals = byday?.some(text => text.length > 2) && byday.map(text => text.replace(/^\+?(-?)0?/, '$1'));
  const plain = !inMonths && interval === 1 && !(bymonth || bymonthday || bysetpos || count);
  let weekdays = byday ? bitsOf(byday.map(text => WEEKDAYS.indexOf(text.slice(-2) as Weekday))) : 127;
  // Every seventh day is always the same one of the week.
  if (freq === 'DAILY' && interval % 7 === 0) weekdays &= 1 << weekdayOf(start);

  // The month last looked at: does BYMONTH let it through, its first day and the one after its last, and those of what ordinals count in.
  let open = false;
  let first = NEVER;
  let after = NEVER;
  let from = NEVER;
  let to = NEVER;
  // The period last looked at, its first day and the one after its last, and what BYSETPOS picks of it.
  let begin = NEVER;
  let over = NEVER;
  let picked: (number | undefined)[] = [];

  function enterMonth(day: number): void {
    if (day >= first && day < after) return;
    const month = monthOf(day);
    const january = month - mod(month, 12);
    const inYear = yearly && !bymonth;
    open = !months || months.includes(month - january + 1);
    first = firstOfMonth(month);
    after = firstOfMonth(month + 1);
    from = inYear ? firstOfMonth(january) : first;
    to = inYear ? firstOfMonth(january + 12) : after;
  }

  /** Do BYMONTH, BYMONTHDAY and BYDAY let a day through? */
  function matches(day: number): boolean {
    enterMonth(day);
    if (!open || !has(weekdays, day) || (dates && !dates.includes(day - first + 1) && !dates.includes(day - after))) return false;
    const name = WEEKDAYS[weekdayOf(day)];
    return !ordinals || ['', Math.ceil((day - from + 1) / 7), -Math.ceil((to - day) / 7)].some(n => ordinals.includes(`${n}${name}`));
  }

  /** The same, and BYSETPOS picks it out of its period. */
  function given(day: number): boolean {
    if (!bysetpos) return matches(day);
    if (day < begin || day >= over) {
      const period = periodOf(day);
      begin = firstOf(period);
      over = firstOf(period + unit);
      const all: number[] = [];
      for (let date = begin; date < over; date++) if (matches(date)) all.push(date);
      picked = bysetpos.map(n => all.at(n > 0 ? n - 1 : n));
    }
    return picked.includes(day);
  }

  /** The first day at or after this one in a period that INTERVAL counts. */
  function counted(day: number): number {
    if (interval === 1) return day;
    const period = periodOf(day);
    const past = (period - origin) % run;
    return past === 0 ? day : firstOf(period - past + run);
  }

  /** The first date from one day to another that is on these weekdays, of the days that `step` leads to. */
  function find(day: number, limit: number, filter: number, step = counted): number {
    for (let at = step(day); at <= limit; at = step(at + 1)) {
      enterMonth(at);
      if (!open) at = after - 1;
      else if (has(filter, at) && given(at)) return at;
    }
    return NEVER;
  }

  const last = Math.min(end, until == null ? NEVER : parseDate(until));
  /** There is no date at this one or later: found out once, remembered. */
  let deadFrom = NEVER;
  let possible: boolean | undefined;
  // COUNT is counted as far as dates are asked for: up to `reached`, with so many left.
  let reached = count ? start - 1 : NEVER;
  let left = count || 0;

  function next(day: number): number {
    if (day >= deadFrom) return NEVER;
    const at = Math.max(day, start);
    let date = find(at, Math.min(last, at + PATIENCE), daysOfWeek);
    possible ??= date < NEVER || find(...EVERY_KIND, daysOfWeek, any => any) < NEVER;
    // Without a date in a whole cycle of the calendar, in which every kind of period has come up, there will never be one.
    if (date === NEVER && possible) date = find(at + PATIENCE + 1, Math.min(last, at + CALENDAR_CYCLE * interval), daysOfWeek);
    // COUNT takes the dates too that the weekdays filter out.
    for (; left && reached < date && date < NEVER; left--) reached = find(reached + 1, date, EVERY_DAY);
    if (date > reached) date = NEVER;
    if (date === NEVER) deadFrom = day;
    return date;
  }

  return { next, last, weekdays: weekdays & daysOfWeek, plain };
}
