import { DAY, formatDate, formatTime, mod, parseDate, parseTime, weekdayOf } from './dates.ts';
import { ScheduleError } from './errors.ts';
import { toInstant } from './instants.ts';
import type { Instant, InstantLike, LocalDate, LocalTime } from './types.ts';

/**
 * Offsets are asked of `Intl` at the edges of spans this long (3.1 days) and a change between two edges is searched by halving. No zone in the tz database
 * changes its offset twice within a span (the closest two, in Freetown in 1939, are 3.99 days apart), so nothing can hide in one.
 */
const SPAN = 2 ** 28;
/** Spans remembered for each zone: 17 years of them. A zone's memory is dropped when it is full, and filled again by what is asked. */
const MAX_SPANS = 2048;
const MAX_ZONES = 128;
/** 1779: all zones keep local mean time until long after, and `Intl` counts years before 1 in another era. */
const OLDEST = -6e12;

interface Span {
  before: number;
  after: number;
  /** The first instant with the offset `after`. */
  change: Instant;
}

/** One IANA zone. Offsets are milliseconds to add to UTC; walls are local date and time written as if they were UTC milliseconds. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #spans = new Map<number, Span>();
  #lastIndex = Number.NaN;
  #last: Span = { before: 0, after: 0, change: 0 };

  constructor(timezone: string) {
    const numeric = 'numeric';
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  }

  offset(at: Instant): number {
    const index = Math.floor(at / SPAN);
    if (index !== this.#lastIndex) {
      this.#last = this.#span(index);
      this.#lastIndex = index;
    }
    return at < this.#last.change ? this.#last.before : this.#last.after;
  }

  /** The changes of the offset in `[from, to]`. */
  changes(from: Instant, to: Instant): Span[] {
    const found: Span[] = [];
    for (let index = Math.floor(from / SPAN); index * SPAN <= to; index++) {
      const span = this.#span(index);
      if (span.before !== span.after && from <= span.change && span.change <= to) found.push(span);
    }
    return found;
  }

  /** Temporal's `compatible`: of two instants the earlier; a wall that a gap skips moves forward by the gap. */
  instant(wall: number): Instant {
    // A day on either side is beyond any offset, so these are the offsets before and after a change near the wall.
    const before = this.offset(wall - DAY);
    const after = this.offset(wall + DAY);
    if (before === after) return wall - before;
    const early = wall - before;
    const late = wall - after;
    return this.offset(early) === before || this.offset(late) !== after ? early : late;
  }

  /** The local date of an instant, as a day number. */
  dayOf(at: Instant): number {
    return Math.floor((at + this.offset(at)) / DAY);
  }

  #span(index: number): Span {
    let span = this.#spans.get(index);
    if (!span) {
      if (this.#spans.size >= MAX_SPANS) this.#spans.clear();
      span = this.#measure(index * SPAN, index);
      this.#spans.set(index, span);
    }
    return span;
  }

  #measure(start: Instant, index: number): Span {
    const before = this.#spans.get(index - 1)?.after ?? this.#ask(start);
    const after = this.#spans.get(index + 1)?.before ?? this.#ask(start + SPAN);
    if (before === after) return { before, after, change: start };
    let low = start;
    let high = start + SPAN;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#ask(middle) === before) low = middle;
      else high = middle;
    }
    return { before, after, change: high };
  }

  #ask(at: Instant): number {
    const second = Math.floor(Math.max(at, OLDEST) / 1000) * 1000;
    const [month = 0, date = 0, year = 0, hour = 0, minute = 0, rest = 0] = (this.#format.format(second).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, date, hour, minute, rest) - second;
  }
}

const zones = new Map<string, Zone>();

/** The zone of that IANA name, kept for the next time; `undefined` when there is none. */
export function findZone(timezone: string): Zone | undefined {
  let zone = zones.get(timezone);
  // Some engines also take "+03:00" for a zone; a programme must mean the same to all of them.
  if (!zone && /^[A-Za-z]/.test(timezone)) {
    try {
      zone = new Zone(timezone);
    } catch {
      return undefined;
    }
    if (zones.size >= MAX_ZONES) zones.delete(zones.keys().next().value ?? '');
    zones.set(timezone, zone);
  }
  return zone;
}

/** Is this the name of a zone that this machine knows (`America/Sao_Paulo`, `UTC`)? */
export function isTimezone(value: unknown): value is string {
  return typeof value === 'string' && findZone(value) !== undefined;
}

/**
 * Milliseconds that local time is ahead of UTC at an instant (negative in the Americas).
 * @throws ScheduleError `timezone`, `instant`
 */
export function zoneOffset(timezone: string, at: InstantLike): number {
  return zoneOf(timezone).offset(toInstant(at, 'at'));
}

/**
 * The instant of a local date and wall-clock time (`null` = 00:00): of two the earlier, and what a gap skips moves forward by the gap.
 * @throws ScheduleError `timezone`, `date`, `time`
 */
export function localToInstant(timezone: string, date: LocalDate, time: LocalTime | null = null): Instant {
  const day = parseDate(date);
  const since = time === null ? 0 : parseTime(time);
  if (Number.isNaN(day)) throw new ScheduleError(['date'], 'date', 'expected a date YYYY-MM-DD that exists');
  if (Number.isNaN(since)) throw new ScheduleError(['time'], 'time', 'expected a time of day HH:MM');
  return zoneOf(timezone).instant(day * DAY + since);
}

/**
 * Local date, wall-clock time (whole minutes, rounded down) and weekday (0 = Sunday) of an instant.
 * @throws ScheduleError `timezone`, `instant`
 */
export function instantToLocal(timezone: string, at: InstantLike): { date: LocalDate; time: LocalTime; weekday: number } {
  const instant = toInstant(at, 'at');
  const wall = instant + zoneOf(timezone).offset(instant);
  const day = Math.floor(wall / DAY);
  return { date: formatDate(day), time: formatTime(mod(wall, DAY)), weekday: weekdayOf(day) };
}

/** @throws ScheduleError `timezone` */
export function zoneOf(timezone: string): Zone {
  const zone = findZone(timezone);
  if (!zone) throw new ScheduleError(['timezone'], 'timezone', 'expected a time zone that is known here');
  return zone;
}
