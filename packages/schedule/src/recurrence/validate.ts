import { type Check, expecting, listOf, oneOf, optional, parsed, shape, whole } from '../checks.ts';
import { parseDate } from '../dates.ts';
import { ScheduleError } from '../errors.ts';
import type { RecurrenceRule } from '../types.ts';
import { parseByday, WEEKDAYS } from './weekdays.ts';

export const date = parsed(parseDate, 'date', 'a date YYYY-MM-DD that exists');

const positive = whole(1, Number.MAX_SAFE_INTEGER);

const PARTS: Record<string, Check> = {
  freq: oneOf(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: optional(positive),
  byday: optional(
    listOf(
      expecting(value => typeof value === 'string' && parseByday(value) !== undefined, 'range', '"MO" or "-1FR"'),
      1,
    ),
  ),
  bymonthday: optional(listOf(whole(-31, 31), 1)),
  bymonth: optional(listOf(whole(1, 12), 1)),
  bysetpos: optional(listOf(whole(-366, 366), 1)),
  count: optional(positive),
  until: optional(date),
  wkst: optional(oneOf(WEEKDAYS)),
  exdates: optional(listOf(date)),
  rdates: optional(listOf(date)),
};

const parts = shape(PARTS);

/**
 * Every problem of a recurrence rule, paths from the rule on (`byday[0]`); none: the engine takes it. That is what RFC 5545 forbids, and keys this engine
 * does not know. `null` is the same as a part left out.
 */
export const validateRule: Check = value => {
  const problems = parts(value);
  if (problems.length > 0) return problems;
  const rule = value as RecurrenceRule;
  const { freq, byday, bymonthday, bysetpos } = rule;
  const byDays = freq === 'DAILY' || freq === 'WEEKLY';
  return [
    ...Object.keys(rule).flatMap(key => problem(!Object.hasOwn(PARTS, key), key, 'unknown_key', 'is not a part of a rule')),
    ...problem(rule.count != null && rule.until != null, 'until', 'combination', 'excludes count'),
    ...problem(freq === 'WEEKLY' && bymonthday, 'bymonthday', 'combination', 'cannot be in a WEEKLY rule'),
    ...problem(byDays && byday?.some(day => day.length > 2), 'byday', 'combination', 'has ordinals, which need MONTHLY or YEARLY'),
    ...problem(bysetpos && !byday && !bymonthday && !rule.bymonth, 'bysetpos', 'combination', 'needs another by part'),
  ];
};

function problem(wrong: unknown, key: string, code: 'unknown_key' | 'combination', words: string): ScheduleError[] {
  return wrong ? [new ScheduleError([key], code, words)] : [];
}
