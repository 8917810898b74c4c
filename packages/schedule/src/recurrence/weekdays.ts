import type { Weekday } from '../types.ts';

/** As RFC 5545 writes them, at their number: 0 = Sunday. */
export const WEEKDAYS: readonly Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A `byday` element: ordinals are 1 to 53, from the end too. */
export function isByday(text: string): boolean {
  return /^([+-]?(0?[1-9]|[1-4]\d|5[0-3]))?[A-Z]{2}$/.test(text) && WEEKDAYS.includes(text.slice(-2) as Weekday);
}
