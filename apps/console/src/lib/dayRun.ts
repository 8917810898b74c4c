import type { Weekday } from './zone.ts';

/** Three days or more that follow one another, also over the end of the week, as the first and the last of them; else `null`. */
export function dayRun(days: readonly Weekday[]): [Weekday, Weekday] | null {
  const on = new Set(days);
  if (on.size < 3 || on.size > 6) return null;
  const starts = [...on].filter(day => !on.has(((day + 6) % 7) as Weekday));
  const [first] = starts;
  return first === undefined || starts.length > 1 ? null : [first, ((first + on.size - 1) % 7) as Weekday];
}
