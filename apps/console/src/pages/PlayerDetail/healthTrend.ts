import type { HealthHour } from '@tvs/protocol';

/** A number of a screen's machine hour by hour, oldest first; `null`: an hour in which it said nothing. */
export interface Trend {
  values: (number | null)[];
  low: number;
  high: number;
}

const hour = 3_600_000;
/** Hours that are drawn. */
const shown = 7 * 24;

/** The last seven days of what `pick` reads; `null` while there are fewer than two numbers, which make no line. `now` in epoch ms. */
export function trendOf(hours: readonly HealthHour[], now: number, pick: (said: HealthHour) => number | null): Trend | null {
  const thisHour = Math.floor(now / hour) * hour;
  const numbers = new Map<number, number>();
  for (const said of hours) {
    const ago = (thisHour - Date.parse(said.at)) / hour;
    const value = pick(said);
    if (value !== null && ago >= 1 && ago <= shown) numbers.set(ago, value);
  }
  if (numbers.size < 2) return null;
  const first = Math.max(...numbers.keys());
  const values = Array.from({ length: first }, (_, place) => numbers.get(first - place) ?? null);
  return { values, low: Math.min(...numbers.values()), high: Math.max(...numbers.values()) };
}
