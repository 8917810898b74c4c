import { DAY } from './dates.ts';
import type { Instant } from './types.ts';

/**
 * Offsets are asked of `Intl` at the edges of spans this long (3.1 days) and a change between two edges is searched by halving. No zone in the tz database
 * changes its offset twice within a span (the closest two, in Freetown in 1939, are 3.99 days apart), so nothing can hide in one.
 */
export const SPAN = 2 ** 28;
/** Spans remembered for each zone: 17 years of them. A zone's memory is dropped when it is full, and filled again by what is asked. */
const MAX_SPANS = 2048;
const MAX_ZONES = 128;
/** 1779: all zones keep local mean time until long after, and `Intl` counts years before 1 in another era. */
const OLDEST = -6e12;

interface Span {
  index: number;
  before: number;
  after: number;
  /** The first instant with the offset `after`. */
  change: Instant;
}

/** One IANA zone. Offsets are milliseconds to add to UTC; walls are local date and time written as if they were UTC milliseconds. */
export interface Zone {
  offset(at: Instant): number;
  /** Temporal's `compatible`: of two instants the earlier; a wall that a gap skips moves forward by the gap. */
  instant(wall: number): Instant;
  /** The local date of an instant, as a day number. */
  dayOf(at: Instant): number;
}

function makeZone(timeZone: string): Zone {
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  const spans = new Map<number, Span>();
  let span: Span | undefined;

  function ask(at: Instant): number {
    const second = Math.floor(Math.max(at, OLDEST) / 1000) * 1000;
    const [month, date, year, ...time] = (format.format(second).match(/\d+/g) ?? []).map(Number) as [number, number, number];
    return Date.UTC(year, month - 1, date, ...time) - second;
  }

  function measure(index: number): Span {
    const start = index * SPAN;
    const before = spans.get(index - 1)?.after ?? ask(start);
    const after = ask(start + SPAN);
    let low = start;
    let change = before === after ? start : start + SPAN;
    while (change - low > 1) {
      const middle = Math.floor((low + change) / 2);
      if (ask(middle) === before) low = middle;
      else change = middle;
    }
    const span = { index, before, after, change };
    spans.set(index, span);
    return span;
  }

  function offset(at: Instant): number {
    const index = Math.floor(at / SPAN);
    if (span?.index !== index) {
      if (spans.size >= MAX_SPANS) spans.clear();
      span = spans.get(index) ?? measure(index);
    }
    return at < span.change ? span.before : span.after;
  }

  return {
    offset,
    instant(wall) {
      if (Number.isNaN(wall)) return wall;
      // A day on either side is beyond any offset, so these are the offsets before and after a change near the wall.
      const before = offset(wall - DAY);
      const after = offset(wall + DAY);
      const early = wall - before;
      const late = wall - after;
      return before === after || offset(early) === before || offset(late) !== after ? early : late;
    },
    dayOf: at => Math.floor((at + offset(at)) / DAY),
  };
}

const zones = new Map<string, Zone>();

/** The zone of that IANA name, kept for the next time; `undefined` when there is none. */
export function findZone(timezone: string): Zone | undefined {
  let zone = zones.get(timezone);
  // Some engines also take "+03:00" for a zone; a programme must mean the same to all of them.
  if (!zone && /^[A-Za-z]/.test(timezone)) {
    try {
      zone = makeZone(timezone);
    } catch {
      return undefined;
    }
    if (zones.size >= MAX_ZONES) zones.clear();
    zones.set(timezone, zone);
  }
  return zone;
}
