import { both, type Check, listOf, oneOf, optional, shape, text, whole } from '../checks.ts';
import { NEVER, parseDate } from '../dates.ts';
import type { RecurrenceRule } from '../types.ts';
import { isByday, WEEKDAYS } from './weekdays.ts';

export const date = text(value => parseDate(value) > -NEVER, 'date', 'a real date YYYY-MM-DD');

const positive = optional(whole(1, 2 ** 53));
const some = (check: Check) => optional(listOf(check, 1));
const dates = optional(listOf(date));

const PARTS: Record<string, Check> = {
  freq: oneOf(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: positive,
  byday: some(text(isByday, 'range', '"MO" or "-1FR"')),
  bymonthday: some(whole(-31, 31)),
  bymonth: some(whole(1, 12)),
  bysetpos: some(whole(-366, 366)),
  count: positive,
  until: optional(date),
  wkst: optional(oneOf(WEEKDAYS)),
  exdates: dates,
  rdates: dates,
};

/** Wrong is what RFC 5545 forbids, and what is no part of a rule here. `null` is the same as a part left out. */
export const rule: Check = both(shape(PARTS), (value, fail) => {
  const { freq, byday, bymonth, bymonthday, bysetpos, count, until } = value as RecurrenceRule;
  for (const key of Object.keys(value as object)) if (!Object.hasOwn(PARTS, key)) fail('unknown_key', 'is unknown', key);
  if (count != null && until != null) fail('combination', 'excludes count', 'until');
  if (freq === 'WEEKLY' && bymonthday) fail('combination', 'excludes WEEKLY', 'bymonthday');
  if (/^[DW]/.test(freq) && byday?.some(day => day.length > 2)) fail('combination', 'with ordinals excludes DAILY and WEEKLY', 'byday');
  if (bysetpos && !byday && !bymonthday && !bymonth) fail('combination', 'needs another by part', 'bysetpos');
});
