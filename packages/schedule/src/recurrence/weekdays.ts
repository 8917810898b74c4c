import type { Weekday } from '../types.ts';

/** As RFC 5545 writes them, at their number: 0 = Sunday. */
export const WEEKDAYS: readonly Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** `n` is 0 without an ordinal, -1 for the last. */
export interface Byday {
  n: number;
  weekday: number;
}

/** A `byday` element taken apart; `undefined` when it is none. Ordinals are 1 to 53, from the end too. */
export function parseByday(text: string): Byday | undefined {
  const [, n = 0, day] = /^([+-]?(?:0?[1-9]|[1-4]\d|5[0-3]))?(..)$/.exec(text) ?? [];
  const weekday = WEEKDAYS.indexOf(day as Weekday);
  return weekday < 0 ? undefined : { n: Number(n), weekday };
}
