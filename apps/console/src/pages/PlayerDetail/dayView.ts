import type { PlayerDay } from '@tvs/protocol';
import { wallClock } from '../../lib/zone.ts';

const hour = 3_600_000;
/** Fewer hours would make a quiet evening look like a busy one. */
const fewest = 6;

/** The hours of a day that are drawn, epoch ms: those in which anything is planned or was on, else all. */
export interface Span {
  from: number;
  to: number;
}

/** What of the day is worth drawing, in whole hours since its midnight: real ones, so that a day of 23 or 25 hours is as long as it is. */
export function spanOf({ from, to, planned, played }: Pick<PlayerDay, 'from' | 'to' | 'planned' | 'played'>): Span {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const busy = [...planned.filter(({ campaign_id }) => campaign_id !== null), ...played];
  if (busy.length === 0) return { from: begin, to: end };
  const first = Math.min(...busy.map(({ start }) => Date.parse(start)));
  const last = Math.max(...busy.map(one => Date.parse(one.end)));
  let low = Math.floor((first - begin) / hour);
  let high = Math.ceil((last - begin) / hour);
  const all = Math.ceil((end - begin) / hour);
  while (high - low < Math.min(fewest, all)) {
    if (high < all) high += 1;
    if (low > 0 && high - low < fewest) low -= 1;
  }
  return { from: begin + low * hour, to: Math.min(end, begin + high * hour) };
}

export interface Tick {
  at: number;
  /** The hour on the wall there, 0 to 23. */
  hour: number;
}

/** Full hours within, by the clock of the zone: one that a clock change skips is not there, one that comes twice is twice. */
export function ticksOf({ from, to }: Span, zone: string): Tick[] {
  const ticks: Tick[] = [];
  for (let at = from; at <= to; at += hour) ticks.push({ at, hour: Math.floor(wallClock(at, zone).minutes / 60) });
  return ticks;
}

/** Where a stretch lies, in per cent of the span; `null` outside of it. */
export function placeOf({ from, to }: Span, start: number, end: number): { left: number; width: number } | null {
  const begin = Math.max(start, from);
  const over = Math.min(end, to);
  if (begin >= over) return null;
  const whole = to - from;
  return { left: ((begin - from) / whole) * 100, width: ((over - begin) / whole) * 100 };
}
