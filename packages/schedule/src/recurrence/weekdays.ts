import type { Weekday } from '../types.ts';

/** As RFC 5545 writes them, at their number: 0 = Sunday. */
export const WEEKDAYS: readonly Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A `byday` element taken apart: `n` is 0 without an ordinal. `undefined` when it is none. */
export function parseByday(text: string): { n: number; weekday: number } | undefined {
  const split = text.length - 2;
  const weekday = WEEKDAYS.indexOf(text.slice(split) as Weekday);
  if (weekday < 0) return undefined;
  if (split === 0) return { n: 0, weekday };
  const ordinal = text.slice(0, split);
  const n = /^[+-]?\d\d?$/.test(ordinal) ? Number(ordinal) : 0;
  return n !== 0 && Math.abs(n) <= 53 ? { n, weekday } : undefined;
}
