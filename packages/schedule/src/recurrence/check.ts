import { parseDate } from '../dates.ts';
import type { Report } from '../errors.ts';
import { parseByday, WEEKDAYS } from './weekdays.ts';

type Part = (value: unknown, key: string, report: Report) => void;

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

const PARTS: Record<string, Part> = {
  freq: (value, key, report) => {
    if (!FREQUENCIES.includes(value as string)) report([key], 'range', `expected one of ${FREQUENCIES.join(', ')}`);
  },
  wkst: (value, key, report) => {
    if (!WEEKDAYS.includes(value as never)) report([key], 'range', `expected one of ${WEEKDAYS.join(', ')}`);
  },
  interval: positive,
  count: positive,
  until: date,
  exdates: list(date, 0),
  rdates: list(date, 0),
  byday: list((value, _, report) => {
    if (typeof value !== 'string' || !parseByday(value)) report([], 'range', 'expected a weekday as in "MO" or "-1FR"');
  }),
  bymonthday: list(number(31, true)),
  bymonth: list(number(12, false)),
  bysetpos: list(number(366, true)),
};

/** Reports what RFC 5545 does not let a rule say, and keys that this engine does not know. */
export function checkRule(rule: unknown, report: Report): void {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) {
    report([], 'type', 'expected an object');
    return;
  }
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rule)) {
    const part = Object.hasOwn(PARTS, key) ? PARTS[key] : undefined;
    if (!part) report([key], 'unknown_key', 'not a part of a recurrence rule');
    else if (value !== undefined) {
      given[key] = value;
      part(value, key, report);
    }
  }
  if (given.freq === undefined) report(['freq'], 'type', 'required');
  if (given.count !== undefined && given.until !== undefined) report(['until'], 'combination', 'until and count exclude each other');
  if (given.freq === 'WEEKLY' && given.bymonthday) report(['bymonthday'], 'combination', 'not in a WEEKLY rule');
  if (given.bysetpos && !(given.byday || given.bymonthday || given.bymonth)) {
    report(['bysetpos'], 'combination', 'picks from what byday, bymonthday or bymonth give; none is there');
  }
  if ((given.freq === 'DAILY' || given.freq === 'WEEKLY') && Array.isArray(given.byday)) {
    given.byday.forEach((day, i) => {
      if (typeof day === 'string' && day.length > 2) report(['byday', i], 'combination', 'ordinals only in MONTHLY and YEARLY rules');
    });
  }
}

function positive(value: unknown, key: string, report: Report): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) report([key], 'range', 'expected a whole number of at least 1');
}

function date(value: unknown, key: string, report: Report): void {
  if (typeof value !== 'string' || Number.isNaN(parseDate(value)))
    report(key ? [key] : [], 'date', 'expected a date YYYY-MM-DD that exists');
}

function number(max: number, negative: boolean): Part {
  return (value, _, report) => {
    const n = Number.isInteger(value) ? (value as number) : 0;
    if (n === 0 || n > max || n < (negative ? -max : 1)) report([], 'range', `expected 1 to ${max}${negative ? ` or -${max} to -1` : ''}`);
  };
}

function list(element: Part, least = 1): Part {
  return (value, key, report) => {
    if (!Array.isArray(value)) report([key], 'type', 'expected a list');
    else if (value.length < least) report([key], 'empty', 'expected at least one element');
    else {
      for (const [i, item] of value.entries()) element(item, '', (keys, code, problem) => report([key, i, ...keys], code, problem));
    }
  };
}
