import { CALENDAR_CYCLE, firstOfMonth, mod, monthOf, weekdayOf } from '../dates.ts';
import type { RecurrenceRule } from '../types.ts';
import { countBits, datesOn, lowest } from './bits.ts';
import { monthOfRule } from './month.ts';
import { type Parts, untilOf } from './parts.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** The dates of one rule, found by jumping to the wanted one: the cost does not depend on how long ago DTSTART was. */
export class Recurrence {
  readonly #parts: Parts;
  #weekdays = 127;
  /** The last date that UNTIL, COUNT and `end` leave. */
  readonly last: number;
  /** There is no date at this one or later: found out once, remembered. */
  #deadFrom = NEVER;
  // The month last looked at: its dates as bits, the day it begins with, the day after its last.
  #dates = 0;
  #first = NEVER;
  #end = NEVER;

  /** @param weekdays the seven bits of `days_of_week`: a filter after the rule, which COUNT does not see */
  constructor(parts: Parts, rule: RecurrenceRule, weekdays: number, end: number) {
    this.#parts = parts;
    this.last = Math.min(end, untilOf(rule));
    // COUNT is counted once, here, a month at a time.
    let left = rule.count ?? 0;
    for (let date = this.next(parts.start); left > 0 && date < NEVER; ) {
      let dates = this.#datesFrom(date);
      const here = countBits(dates);
      if (here < left) date = this.next(this.#end);
      else {
        for (let n = 1; n < left; n++) dates &= dates - 1;
        this.last = Math.min(this.last, date + lowest(dates));
      }
      left -= here;
    }
    this.#weekdays = weekdays;
    this.#first = NEVER;
  }

  /** The first date at or after `day`, or `Infinity`. */
  next(day: number): number {
    if (day >= this.#deadFrom) return NEVER;
    const from = Math.max(day, this.#parts.start);
    // Without a date in a whole cycle of the calendar, in which every kind of period has come up, there will never be one.
    const limit = Math.min(this.last, from + CALENDAR_CYCLE * this.#parts.interval);
    for (let at = this.#align(from); at <= limit; at = this.#align(this.#end)) {
      const dates = this.#datesFrom(at);
      if (dates !== 0) {
        const date = at + lowest(dates);
        if (date <= limit) return date;
        break;
      }
    }
    this.#deadFrom = day;
    return NEVER;
  }

  /** The first day at or after this one in a period that INTERVAL counts. */
  #align(day: number): number {
    const { inMonths, unit, origin, interval } = this.#parts;
    if (interval === 1) return day;
    const period = Math.floor(((inMonths ? monthOf(day) : day) - origin) / unit);
    const ahead = mod(-period, interval);
    if (ahead === 0) return day;
    const next = origin + (period + ahead) * unit;
    return inMonths ? firstOfMonth(next) : next;
  }

  /** The dates in the day's month, the day itself as bit 0. */
  #datesFrom(day: number): number {
    if (day < this.#first || day >= this.#end) {
      const index = monthOf(day);
      const first = firstOfMonth(index);
      this.#end = firstOfMonth(index + 1);
      this.#first = first;
      this.#dates = monthOfRule(this.#parts, index, first, this.#end) & datesOn(this.#weekdays, weekdayOf(first));
    }
    return this.#dates >>> (day - this.#first);
  }
}
