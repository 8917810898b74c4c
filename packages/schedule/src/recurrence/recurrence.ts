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
  // Two months, as a window often lies across the turn of one.
  readonly #indices = [NEVER, NEVER];
  readonly #months = [0, 0];

  /** @param weekdays the seven bits of `days_of_week`: a filter after the rule, which COUNT does not see */
  constructor(parts: Parts, rule: RecurrenceRule, weekdays: number, end: number) {
    this.#parts = parts;
    this.last = Math.min(end, untilOf(rule));
    // COUNT is counted once, here, a month at a time.
    let left = rule.count ?? 0;
    for (let date = this.next(parts.start); left > 0 && date < NEVER; ) {
      const index = monthOf(date);
      let dates = this.#month(index) >>> (date - firstOfMonth(index));
      const here = countBits(dates);
      if (here < left) date = this.next(firstOfMonth(index + 1));
      else {
        for (let n = 1; n < left; n++) dates &= dates - 1;
        this.last = Math.min(this.last, date + lowest(dates));
      }
      left -= here;
    }
    this.#weekdays = weekdays;
  }

  /** The first date at or after `day`, or `Infinity`. */
  next(day: number): number {
    if (day >= this.#deadFrom) return NEVER;
    const from = Math.max(day, this.#parts.start);
    // Without a date in a whole cycle of the calendar, in which every kind of period has come up, there will never be one.
    const limit = Math.min(this.last, from + CALENDAR_CYCLE * this.#parts.interval);
    for (let at = this.#align(from); at <= limit; ) {
      const index = monthOf(at);
      const first = firstOfMonth(index);
      const dates = (this.#month(index) & datesOn(this.#weekdays, weekdayOf(first))) >>> (at - first);
      if (dates !== 0) {
        const date = at + lowest(dates);
        if (date <= limit) return date;
        break;
      }
      at = this.#align(firstOfMonth(index + 1));
    }
    this.#deadFrom = day;
    return NEVER;
  }

  /** The first day at or after this one in a period that INTERVAL counts. */
  #align(day: number): number {
    const { inMonths, unit, origin, interval } = this.#parts;
    const period = Math.floor(((inMonths ? monthOf(day) : day) - origin) / unit);
    const ahead = mod(-period, interval);
    if (ahead === 0) return day;
    const next = origin + (period + ahead) * unit;
    return inMonths ? firstOfMonth(next) : next;
  }

  #month(index: number): number {
    const slot = index & 1;
    if (this.#indices[slot] !== index) {
      this.#indices[slot] = index;
      this.#months[slot] = monthOfRule(this.#parts, index);
    }
    return this.#months[slot] as number;
  }
}
