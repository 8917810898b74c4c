/**
 * Local dates as day numbers: days since 1970-01-01 in the proleptic Gregorian calendar. Sums and comparisons of dates are then
 * those of integers, wherever the process runs. The conversions are Howard Hinnant's (days_from_civil, civil_from_days).
 */

export const DAY = 86_400_000;
export const MINUTE = 60_000;

/** 9999-12-31, the last date that `YYYY-MM-DD` can write; what is open-ended ends here. */
export const MAX_DAY = 2_932_896;

/** After this many days the calendar repeats itself, weekdays included. */
export const CALENDAR_CYCLE = 146_097;

/** Month counted from year 0: `year * 12 + month`, month 0 = January. */
export function firstOfMonth(index: number): number {
  // Years that begin in March, so that the leap day is the last of its year.
  const shifted = index - 2;
  const year = Math.floor(shifted / 12);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (shifted - year * 12) + 2) / 5);
  return era * CALENDAR_CYCLE + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The month that a day lies in, as `firstOfMonth` counts them. */
export function monthOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / CALENDAR_CYCLE);
  const ofEra = shifted - era * CALENDAR_CYCLE;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (era * 400 + year) * 12 + Math.floor((5 * ofYear + 2) / 153) + 2;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return mod(day + 4, 7);
}

/** The remainder that is never negative. */
export function mod(a: number, n: number): number {
  return ((a % n) + n) % n;
}

/** The day number of `YYYY-MM-DD`, years 0001 to 9999; `NaN` when the text is not a date that exists. */
export function parseDate(text: string): number {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const date = digits(text, 8, 10);
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-' || !(year > 0 && month > 0 && month < 13 && date > 0)) return Number.NaN;
  const index = year * 12 + month - 1;
  const day = firstOfMonth(index) + date - 1;
  return date < 29 || day < firstOfMonth(index + 1) ? day : Number.NaN;
}

/** Day number to `YYYY-MM-DD`. */
export function formatDate(day: number): string {
  const index = monthOf(day);
  const month = mod(index, 12);
  return `${pad((index - month) / 12, 4)}-${pad(month + 1)}-${pad(day - firstOfMonth(index) + 1)}`;
}

/** Minutes since midnight of `HH:MM`; `NaN` when the text is not a time of day. */
export function parseTime(text: string): number {
  const hour = digits(text, 0, 2);
  const minute = digits(text, 3, 5);
  return text.length === 5 && text[2] === ':' && hour < 24 && minute < 60 ? hour * 60 + minute : Number.NaN;
}

/** Minutes since midnight to `HH:MM`. */
export function formatTime(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(n: number, width = 2): string {
  return String(n).padStart(width, '0');
}

// By character: ten thousand schedules are read on one keystroke, and a regular expression costs several times this.
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
