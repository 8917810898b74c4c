/**
 * Local dates as day numbers: days since 1970-01-01 in the Gregorian calendar. Sums and comparisons of dates are then those of integers.
 * `Date` does the calendar arithmetic, in UTC only: nothing here sees the zone of the process.
 */

export const DAY = 86_400_000;

/** Later than every day and instant. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Seven bits: every weekday. */
export const EVERY_DAY = 127;

/** 9999-12-31, the last date that `YYYY-MM-DD` can write; what is open-ended ends here. */
export const MAX_DAY = 2_932_896;

/** After this many days the calendar repeats itself, weekdays included. */
export const CALENDAR_CYCLE = 146_097;

/** The first day of a month counted from year 0: `year * 12 + month`, month 0 = January. */
export function firstOfMonth(index: number): number {
  // From 2000 on, as Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return Date.UTC(2000, index - 24_000) / DAY;
}

/** The month that a day lies in, as `firstOfMonth` counts them. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return mod(day + 4, 7);
}

/** The remainder that is never negative. */
export function mod(a: number, n: number): number {
  return ((a % n) + n) % n;
}

/** The day number of `YYYY-MM-DD`; `NaN` when the text is not a date that exists. */
export function parseDate(text: string): number {
  const date = new Date(text);
  // Engines differ in what they make of 30 February: no date, or one in March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && date.getUTCDate() === Number(text.slice(8)) ? date.getTime() / DAY : Number.NaN;
}

/** Day number to `YYYY-MM-DD`. */
export function formatDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Milliseconds since midnight of `HH:MM`; `NaN` when the text is not a time of day. */
export function parseTime(text: string): number {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000 : Number.NaN;
}

/** Milliseconds since midnight to `HH:MM`, rounded down. A whole day is 00:00 again. */
export function formatTime(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}
