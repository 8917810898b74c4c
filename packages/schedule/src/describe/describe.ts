import { DAY, parseDate } from '../dates.ts';
import type { LocalDate, RecurrenceRule } from '../types.ts';
import { type Byday, parseByday } from './byday.ts';
import { en } from './en.ts';
import { pt } from './pt.ts';
import type { Words } from './words.ts';

/** The languages that `describe` speaks. */
export type DescribeLocale = 'en' | 'pt-BR';

/** More dates than this are counted, not named. */
const NAMED = 3;

/**
 * A recurrence in words, in lower case and without a full stop, to stand in a sentence or alone: "every 2 weeks on Friday until March 31, 2026",
 * "a cada 2 semanas na sexta-feira até 31 de março de 2026". What the rule takes from the schedule's start date it does not say.
 * @param rule one that `validateRule` finds nothing wrong with
 */
export function describe(rule: RecurrenceRule, locale: DescribeLocale): string {
  const words = locale === 'en' ? en : pt;
  const days = (rule.byday ?? []).map(parseByday);
  const dated = datesOfYear(rule, words);
  const where = dated ? [dated] : [monthsOf(rule, words), weekdaysOf(rule, days, words), daysOfMonth(rule, days.length > 0, words)];
  const daily = rule.freq === 'DAILY' && where.some(Boolean) ? words.only : '';
  const base = [words.every(rule.freq, rule.interval ?? 1) + (daily && ','), daily, ...where].filter(Boolean).join(' ');
  const picked = rule.bysetpos ? `, ${words.picking(rule.bysetpos)}` : '';
  const until = rule.until == null ? '' : ` ${words.until(longDate(rule.until, words))}`;
  const count = rule.count == null ? '' : `, ${words.times(rule.count)}`;
  const except = rule.exdates?.length ? `, ${words.except(named(rule.exdates, words))}` : '';
  const also = rule.rdates?.length ? `, ${words.also(named(rule.rdates, words))}` : '';
  return base + picked + until + count + except + also;
}

/** "on March 1 and September 1", where a year has a few dates by month and day alone. */
function datesOfYear({ freq, bymonth, bymonthday, byday }: RecurrenceRule, words: Words): string {
  if (freq !== 'YEARLY' || byday || !bymonth || !bymonthday || bymonth.length * bymonthday.length > NAMED || Math.min(...bymonthday) < 1)
    return '';
  const format = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return words.onDates(
    list(
      ascending(bymonth).flatMap(month => ascending(bymonthday).map(day => format.format(Date.UTC(2024, month - 1, day)))),
      words,
    ),
  );
}

function monthsOf({ bymonth }: RecurrenceRule, words: Words): string {
  if (!bymonth) return '';
  const format = new Intl.DateTimeFormat(words.locale, { month: 'long', timeZone: 'UTC' });
  return words.inMonths(
    list(
      ascending(bymonth).map(month => format.format(Date.UTC(2024, month - 1, 1))),
      words,
    ),
  );
}

function weekdaysOf({ freq, bymonth }: RecurrenceRule, days: Byday[], words: Words): string {
  // Monday first, as a week is spoken of.
  const order = [...days].sort((a, b) => rank(a.n) - rank(b.n) || ((a.weekday + 6) % 7) - ((b.weekday + 6) % 7));
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last) return '';
  const row = order.every((day, i) => day.n === 0 && (day.weekday + 6) % 7 === ((first.weekday + 6) % 7) + i);
  if (row && order.length > 2) return words.fromTo(first.weekday, last.weekday);
  const plain = order.filter(day => day.n === 0).map(day => day.weekday);
  const ordinals = order.filter(day => day.n !== 0);
  const several = freq === 'MONTHLY' || freq === 'YEARLY';
  const parts = [
    plain.length ? words.onWeekdays(plain, several) : '',
    ordinals.length ? words.onOrdinals(ordinals, freq === 'YEARLY' && !bymonth) : '',
  ];
  return list(parts.filter(Boolean), words);
}

function daysOfMonth({ bymonthday }: RecurrenceRule, limits: boolean, words: Words): string {
  if (!bymonthday) return '';
  const spans: number[][] = [];
  for (const day of ascending(bymonthday).filter(n => n > 0)) {
    const span = spans.at(-1);
    if (span?.at(-1) === day - 1) span.push(day);
    else spans.push([day]);
  }
  const dates = spans.flatMap(span => (span.length > 2 ? [words.span(String(span[0]), String(span.at(-1)))] : span.map(String)));
  const days = words.onDays([
    ...dates,
    ...ascending(bymonthday)
      .filter(n => n < 0)
      .map(n => words.dayFromEnd(n)),
  ]);
  return limits ? words.falling(days) : days;
}

function named(dates: LocalDate[], words: Words): string {
  return dates.length > NAMED
    ? words.someDates(dates.length)
    : list(
        [...dates].sort().map(date => longDate(date, words)),
        words,
      );
}

function longDate(date: LocalDate, words: Words): string {
  return new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(parseDate(date) * DAY);
}

function list(items: string[], words: Words): string {
  return new Intl.ListFormat(words.locale).format(items);
}

/** The last of a month after the first. */
function rank(n: number): number {
  return n < 0 ? 100 + n : n;
}

function ascending(numbers: number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}
