import type { Locale } from '../i18n/index.ts';

/** Which of day and month somebody writes first. */
export type DateOrder = 'DMY' | 'MDY';

/** Each month in both languages, without accents: a name says by itself what a number leaves open. */
const months = [
  ['janeiro', 'january'],
  ['fevereiro', 'february'],
  ['marco', 'march'],
  ['abril', 'april'],
  ['maio', 'may'],
  ['junho', 'june'],
  ['julho', 'july'],
  ['agosto', 'august'],
  ['setembro', 'september'],
  ['outubro', 'october'],
  ['novembro', 'november'],
  ['dezembro', 'december'],
] as const;

/** What somebody writes first: in Portuguese the day; in English as the region of their browser does. */
export function dateOrder(locale: Locale, browser: string): DateOrder {
  if (locale !== 'en') return 'DMY';
  const parts = new Intl.DateTimeFormat(browser).formatToParts().map(({ type }) => type);
  return parts.indexOf('month') < parts.indexOf('day') && parts.indexOf('day') < parts.indexOf('year') ? 'MDY' : 'DMY';
}

/** A typed date as `YYYY-MM-DD`; `null` where it can't be told which day is meant. */
export function readDate(text: string, order: DateOrder): string | null {
  const typed = text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
  return readIso(typed) ?? readNumbers(typed, order) ?? readWords(typed);
}

/** Whether this is a day of the calendar, as the API takes it. */
export function isDate(value: string | null): value is string {
  return value !== null && /^\d{4}-\d\d-\d\d$/.test(value) && readIso(value) === value;
}

function readIso(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(20\d\d)(0\d|1[0-2])([0-2]\d|3[01])$/.exec(text) ?? [];
  return year ? dateOf(year, Number(month), Number(day)) : null;
}

function readNumbers(text: string, order: DateOrder): string | null {
  const [, first, second, year] =
    /^(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4}|\d\d)$/.exec(text) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? [];
  if (!year) return null;
  const [one, other] = [Number(first), Number(second)];
  // Dots are never American; and a day that can be no month has only one reading.
  const dayFirst = order === 'DMY' || text.includes('.') || one > 12;
  return dayFirst ? dateOf(year, other, one) : dateOf(year, one, other);
}

function readWords(text: string): string | null {
  const words = text
    .split(/[\s,./-]+/)
    .filter(word => word !== '' && word !== 'de' && word !== 'of')
    .map(word => word.replace(/^(\d{1,2})(st|nd|rd|th|º|°|o)$/, '$1'));
  const [first = '', second = '', year = ''] = words;
  if (words.length !== 3 || !/^(\d{4}|\d\d)$/.test(year)) return null;
  const [name, day] = /^\d{1,2}$/.test(first) ? [second, first] : [first, second];
  if (!/^\d{1,2}$/.test(day) || name.length < 3) return null;
  const month = months.findIndex(names => names.some(full => full.startsWith(name)));
  return month < 0 ? null : dateOf(year, month + 1, Number(day));
}

/** Only days that there are: 31 February is a slip, not 3 March. */
function dateOf(year: string, month: number, day: number): string | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (full < 1970 || full > 2999) return null;
  const date = new Date(Date.UTC(full, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as its field shows it, which it reads back: `30/12/2026`, in English `30 Dec 2026`, which nobody reads otherwise. */
export function showDate(value: string, locale: Locale): string {
  if (!isDate(value)) return value;
  const [year, month, day] = value.split('-');
  return locale === 'en' ? `${Number(day)} ${short[Number(month) - 1]} ${year}` : `${day}/${month}/${year}`;
}
