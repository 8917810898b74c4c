import { currentLocale } from '../i18n/index.ts';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(kind: string, make: () => T): T {
  const found = cache.get(kind);
  if (found) return found as T;
  const made = make();
  cache.set(kind, made);
  return made;
}

/** A number as the reader writes it. */
export function number(value: number, digits = 0): string {
  const locale = currentLocale();
  return cached(`n${locale}${digits}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })).format(value);
}

/** A part of 1 as a percentage, never rounded up to 100. */
export function percent(part: number): string {
  const value = Math.floor(part * 1000) / 10;
  return currentLocale() === 'en' ? `${number(value, 1)}%` : `${number(value, 1)} %`;
}

/** Bytes with a unit, three figures at most: `18,4 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = Math.max(0, value);
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${number(size, unit === 0 || size >= 100 ? 0 : 1)} ${units[unit] ?? ''}`;
}

/** Seconds as a clock: `0:15`, `12:03`, `1:02:03`. */
export function clock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds in words short enough for a list: `15 s`, `2:05`. */
export function seconds(value: number): string {
  return value < 60 ? `${number(value, 1)} s` : clock(value);
}

/** A long span in seconds, in hours or below one hour in minutes; what is there never becomes nought: `3.289 h`, `1,5 h`, `12 min`. */
export function hours(value: number): string {
  if (value >= 3600) return `${number(value / 3600, value < 36_000 ? 1 : 0)} h`;
  if (value >= 60) return `${number(Math.floor(value / 60))} min`;
  return `${number(Math.ceil(value))} s`;
}

/** Hours and minutes of an instant, in a zone. */
export function time(instant: string | number | Date, zone?: string): string {
  return dateFormat('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(new Date(instant));
}

/** Hours, minutes and seconds of an instant, in a zone. */
export function exactTime(instant: string | number | Date, zone?: string): string {
  return dateFormat('exact', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, zone).format(new Date(instant));
}

/** Day and month of an instant, in a zone: `24 nov`. */
function day(instant: string | number | Date, zone?: string): string {
  return dateFormat('day', { day: 'numeric', month: 'short' }, zone).format(new Date(instant)).replace(/\./g, '').replace(' de ', ' ');
}

/** Day, month, hours and minutes: `24 nov, 13:42`. */
export function moment(instant: string | number | Date, zone?: string): string {
  return `${day(instant, zone)}, ${time(instant, zone)}`;
}

/** A local date, `YYYY-MM-DD`, as the reader writes it; no zone is involved. */
export function localDate(date: string, options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }): string {
  const text = dateFormat(JSON.stringify(options), options, 'UTC').format(new Date(`${date}T12:00:00Z`));
  // Short months stand without it: `24 nov 2026`, but `24 de novembro de 2026`.
  return options.month === 'long' ? text : text.replace(/\./g, '').replaceAll(' de ', ' ');
}

/** Two local dates as one period, each part said once: `23 – 29 nov 2026`, `Nov 23 – 29, 2026`. */
export function dateRange(from: string, to: string): string {
  const format = dateFormat('range', { day: 'numeric', month: 'short', year: 'numeric' }, 'UTC');
  const text = format.formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`));
  return text
    .replace(/\./g, '')
    .replaceAll(' de ', ' ')
    .replace(/\s*[–-]\s*/, ' – ');
}

/** How long ago, in words: `há 3 s`, `12 minutes ago`. The server's clock may go a little before this one: that is now. */
export function ago(instant: string | number, now: number): string {
  const apart = (new Date(instant).getTime() - now) / 1000;
  const past = apart > 0 && apart <= 60 ? 0 : apart;
  const locale = currentLocale();
  const relative = cached(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
  const size = Math.abs(past);
  const [unit, name]: [number, Intl.RelativeTimeFormatUnit] =
    size < 60 ? [1, 'second'] : size < 3600 ? [60, 'minute'] : size < 86_400 ? [3600, 'hour'] : [86_400, 'day'];
  // The full stop of an abbreviation would end the sentence it stands in.
  return relative.format(Math.round(past / unit), name).replace(/\./g, '');
}

function dateFormat(kind: string, options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
  const locale = currentLocale();
  return cached(`d${kind}${locale}${zone ?? ''}`, () => new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options));
}
