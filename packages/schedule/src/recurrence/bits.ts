/** Sets of small numbers as the bits of an integer. */

import { weekdayOf } from '../dates.ts';

export function bitsOf(numbers: readonly number[]): number {
  return numbers.reduce((mask, n) => mask | (1 << n), 0);
}

/** Is a day on one of the weekdays? */
export function has(weekdays: number, day: number): boolean {
  return ((weekdays >> weekdayOf(day)) & 1) === 1;
}

/** A set of weekdays, counted from another one than Sunday. */
export function turnWeek(weekdays: number, first: number): number {
  return ((weekdays >> first) | (weekdays << (7 - first))) & 127;
}
