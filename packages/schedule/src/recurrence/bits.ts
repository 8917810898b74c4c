/**
 * The dates of a month as the bits of a 32-bit integer: bit 0 is the first of the month. What a rule's parts let through is then an AND, and the next date
 * a count of trailing zeros.
 */

/** All dates of a month of that length. */
export function allDates(length: number): number {
  return -1 >>> (32 - length);
}

/** The dates of a month that begins on `first` (0 = Sunday), whose weekday is in the set of seven bits. May run over the end of the month. */
export function datesOn(weekdays: number, first: number): number {
  const week = turnWeek(weekdays, first);
  return week | (week << 7) | (week << 14) | (week << 21) | (week << 28);
}

/** A set of weekdays, counted from another one than Sunday. */
export function turnWeek(weekdays: number, first: number): number {
  return ((weekdays >> first) | (weekdays << (7 - first))) & 127;
}

/** Position of the lowest bit that is set; the mask has one. */
export function lowest(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

export function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A set of small numbers as bits. */
export function bitsOf(numbers: readonly number[]): number {
  return numbers.reduce((mask, n) => mask | (1 << n), 0);
}
