import { CALENDAR_CYCLE, firstOfMonth, MAX_DAY, mod, monthOf, weekdayOf } from '../dates.ts';
import { countBits, datesOn, lowest } from './bits.ts';
import { monthOfRule } from './month.ts';
import type { Parts } from './parts.ts';

/** The dates of one rule, found by jumping to the wanted one: the cost does not depend on how long ago DTSTART was. */
export class Recurrence {
  readonly #parts: Parts;
  readonly #weekdays: number;
  /** The last date that UNTIL and COUNT leave. */
  readonly last: number;
  /** No date at this one or later: asked once, remembered. */
  #deadFrom = Number.POSITIVE_INFINITY;
  // Two months, as a window often lies across the turn of one.
  readonly #months = new Float64Array(2).fill(-1);
  readonly #masks = new Int32Array(2);

  /** @param weekdays the seven bits of `days_of_week`: a filter after the rule, which COUNT does not see */
  constructor(parts: Parts, weekdays: number, end: number) {
    this.#parts = parts;
    this.#weekdays = weekdays;
    const last = Math.min(parts.until, end);
    this.last = parts.count < Number.POSITIVE_INFINITY ? this.#dateOfCount(last) : last;
  }

  /** The first date at or after `day`, or `Infinity`. */
  next(day: number): number {
    if (day >= this.#deadFrom) return Number.POSITIVE_INFINITY;
    const from = Math.max(day, this.#parts.start);
    // A whole cycle of the calendar in which every period counted has been seen without a date: there will never be one.
    const limit = Math.min(this.last, from + CALENDAR_CYCLE * this.#parts.interval);
    for (let at = this.#align(from); at <= limit; ) {
      const index = monthOf(at);
      const first = firstOfMonth(index);
      const mask = this.#filtered(index, first) >>> (at - first);
      if (mask !== 0) {
        const found = at + lowest(mask);
        if (found <= limit) return found;
        break;
      }
      at = this.#align(firstOfMonth(index + 1));
    }
    this.#deadFrom = day;
    return Number.POSITIVE_INFINITY;
  }

  /** The first day at or after this one in a period that INTERVAL counts. */
  #align(day: number): number {
    const { freq, interval, start, startWeek, startMonth } = this.#parts;
    if (interval === 1) return day;
    if (freq === 'DAILY') return day + mod(start - day, interval);
    if (freq === 'WEEKLY') {
      const ahead = mod(startWeek - day, 7 * interval);
      return ahead > 7 * (interval - 1) ? day : day + ahead;
    }
    const month = monthOf(day);
    if (freq === 'MONTHLY') {
      const ahead = mod(startMonth - month, interval);
      return ahead === 0 ? day : firstOfMonth(month + ahead);
    }
    const year = Math.floor(month / 12);
    const ahead = mod(Math.floor(startMonth / 12) - year, interval);
    return ahead === 0 ? day : firstOfMonth((year + ahead) * 12);
  }

  #filtered(index: number, first: number): number {
    const slot = index & 1;
    if (this.#months[slot] !== index) {
      this.#months[slot] = index;
      this.#masks[slot] = monthOfRule(this.#parts, index) & datesOn(this.#weekdays, weekdayOf(first));
    }
    return this.#masks[slot] ?? 0;
  }

  /** The date at which COUNT is used up, or `end` when that comes first. Counted once, a month at a time. */
  #dateOfCount(end: number): number {
    const { start, count, interval } = this.#parts;
    const limit = Math.min(end, MAX_DAY);
    let left = count;
    let dead = start + CALENDAR_CYCLE * interval;
    for (let at = start; at <= limit && at <= dead; ) {
      const index = monthOf(at);
      const first = firstOfMonth(index);
      let mask = monthOfRule(this.#parts, index) >>> (at - first);
      const inMonth = countBits(mask);
      if (inMonth >= left) {
        while (--left > 0) mask &= mask - 1;
        return Math.min(end, at + lowest(mask));
      }
      left -= inMonth;
      if (inMonth > 0) dead = at + CALENDAR_CYCLE * interval;
      at = this.#align(firstOfMonth(index + 1));
    }
    return end;
  }
}
