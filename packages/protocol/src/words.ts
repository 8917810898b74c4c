import type { ScheduleError } from '@tvs/schedule';
import { z } from 'zod';

/**
 * What schemas say when something does not fit, as the end of a sentence that begins with the field: "start_date is missing".
 * Words that a schema brings along come first; these are for all the others, wherever a schema is asked.
 */
z.config({ customError: wordsOf });

function wordsOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'custom') return undefined;
  if (issue.code !== 'unrecognized_keys' && issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindOf(issue.expected, issue.inst)}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'must not be empty' : sizeOf(issue, issue.minimum, 'least', 'more');
    case 'too_big':
      return sizeOf(issue, issue.maximum, 'most', 'less');
    case 'invalid_value':
      return issue.values.length === 1 ? `must be ${String(issue.values[0])}` : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it must be';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return unknown;
    case 'invalid_union':
      return unionOf(issue);
    default:
      return 'is not valid';
  }
}

const unknown = 'is not a field here';
const realDate = 'must be a date that exists, YYYY-MM-DD';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function kindOf(expected: string, inst?: unknown): string {
  // z.int() expects a number of what is none at all, and an int only of a fraction.
  if (expected === 'number' && inst instanceof z.core.$ZodNumberFormat) return 'a whole number';
  return kinds[expected] ?? expected;
}

const formats: Readonly<Record<string, string>> = {
  date: realDate,
  datetime: 'must be an instant, such as 2026-03-01T08:00:00Z',
  email: 'must be an e-mail address',
  url: 'must be a web address',
};

const units: Readonly<Record<string, string>> = { string: 'character', array: 'element' };

interface Bound {
  origin: string;
  inclusive?: boolean | undefined;
  exact?: boolean | undefined;
}

function sizeOf({ origin, inclusive, exact }: Bound, limit: number | bigint, included: string, excluded: string): string {
  const bound = exact ? 'exactly' : inclusive === false ? `${excluded} than` : `at ${included}`;
  const unit = units[origin];
  return unit ? `must have ${bound} ${limit} ${unit}${Number(limit) === 1 ? '' : 's'}` : `must be ${bound} ${limit}`;
}

function unionOf({ errors, options }: { errors?: readonly (readonly z.core.$ZodIssue[])[]; options?: unknown }): string {
  if (Array.isArray(options)) return `must be one of ${options.map(String).join(', ')}`;
  const ways = (errors ?? []).flatMap(([first]) =>
    first?.code === 'invalid_type' && first.path.length === 0 ? kindOf(first.expected) : [],
  );
  return ways.length > 0 && ways.length === errors?.length ? `must be ${[...new Set(ways)].join(' or ')}` : 'is not valid';
}

/** What is wrong with one field. */
interface FieldError {
  path: string;
  message: string;
}

/** An issue, as far as it is worded. */
export interface WordedIssue {
  path: readonly PropertyKey[];
  message: string;
  /** Of an object with fields that it does not have. */
  keys?: readonly string[] | undefined;
}

/** One sentence for each field, the first that was found; a field that is not known is named itself. */
export function fieldErrors(issues: readonly WordedIssue[], most = 50): FieldError[] {
  const found = new Map<string, string>();
  for (const { path, message, keys } of issues) {
    for (const last of keys ?? [null]) {
      // A key can be as long as a body may be.
      const name = [...path, ...(last === null ? [] : [last.slice(0, 100)])].join('.');
      if (!found.has(name)) found.set(name, message);
      if (found.size === most) return [...found].map(([path, message]) => ({ path, message }));
    }
  }
  return [...found].map(([path, message]) => ({ path, message }));
}

/** The engine's terse words on a schedule or a rule, as the end of a sentence that begins with the field. */
export function ruleWords({ code, keys, problem }: Pick<ScheduleError, 'code' | 'keys' | 'problem'>): string {
  const key = keys.filter(each => typeof each === 'string').at(-1);
  return byKey[`${code} ${key}`] ?? byCode[code] ?? problem.replace(/^expected /, 'must be ');
}

const weekday = 'must be a weekday such as MO or -1FR';
const upToThousand = 'must be a whole number from 1 to 1000';

const byKey: Readonly<Record<string, string>> = {
  'combination until': 'must not stand beside count: a rule ends by one of the two',
  'combination bymonthday': 'must not stand in a WEEKLY rule: days of the month need DAILY, MONTHLY or YEARLY',
  'combination byday': 'may have numbers, such as 1MO or -1FR, only in a MONTHLY or YEARLY rule',
  'combination bysetpos': 'picks among the dates of byday, bymonthday or bymonth, and none of them is given',
  'range byday': weekday,
  'range bymonthday': 'must be a whole number from 1 to 31, or from -31 to -1',
  'range bymonth': 'must be a whole number from 1 to 12',
  'range bysetpos': 'must be a whole number from 1 to 366, or from -366 to -1',
  'range interval': upToThousand,
  'range count': upToThousand,
};

const byCode: Readonly<Record<string, string>> = {
  unknown_key: unknown,
  date: realDate,
  time: 'must be a time HH:MM between 00:00 and 23:59',
  empty: 'must have at least 1 element',
  instant: 'lies outside the years 0001 to 9999',
};
