import { WEEKDAYS } from '../recurrence/weekdays.ts';
import type { Weekday } from '../types.ts';

/** `n` is 0 without an ordinal, -1 for the last; `weekday` 0 = Sunday. */
export interface Byday {
  n: number;
  weekday: number;
}

/** A `byday` element taken apart: one that `validateRule` finds nothing wrong with. */
export function parseByday(text: string): Byday {
  return { n: Number(text.slice(0, -2)), weekday: WEEKDAYS.indexOf(text.slice(-2) as Weekday) };
}
