import { DAY, formatDate, formatTime, mod, parseDate, parseTime, weekdayOf } from './dates.ts';
import { ScheduleError } from './errors.ts';
import { toInstant } from './instants.ts';
import type { Instant, InstantLike, LocalDate, LocalTime } from './types.ts';
import { findZone, type Zone } from './zone.ts';

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
function zoneOf(timezone: string): Zone {
  const zone = findZone(timezone);
  if (!zone) throw new ScheduleError(['timezone'], 'timezone', 'expected a time zone that is known here');
  return zone;
}
