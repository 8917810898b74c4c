import { type Keys, ScheduleError, type ScheduleErrorCode } from './errors.ts';

/** Says what is wrong with a value. Nothing wrong is the same empty list each time, so that a good value costs no memory. */
export type Check = (value: unknown) => readonly ScheduleError[];

const FINE: readonly ScheduleError[] = [];

/** Fails, with that code and "expected …", what does not pass the test. */
export function expecting(test: (value: unknown) => boolean, code: ScheduleErrorCode, what: string): Check {
  return value => (test(value) ? FINE : [new ScheduleError([], code, `expected ${what}`)]);
}

/** For text: `parse` gives `NaN` for what it cannot read. */
export function parsed(parse: (text: string) => number, code: ScheduleErrorCode, what: string): Check {
  return expecting(value => typeof value === 'string' && !Number.isNaN(parse(value)), code, what);
}

export function oneOf(words: readonly unknown[]): Check {
  return expecting(value => words.includes(value), 'range', words.join(', '));
}

/** A whole number; where `least` is negative, not 0. */
export function whole(least: number, most: number): Check {
  const inside = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
  return expecting(value => inside(value) && (value !== 0 || least === 0), 'range', `a whole number, ${least} to ${most}`);
}

export function optional(check: Check): Check {
  return value => (value == null ? FINE : check(value));
}

export function listOf(check: Check, least = 0): Check {
  return value => {
    if (!Array.isArray(value)) return [new ScheduleError([], 'type', 'expected a list')];
    if (value.length < least) return [new ScheduleError([], 'empty', 'expected at least one element')];
    return each(value.keys(), i => check(value[i]));
  };
}

/** An object with these fields. Whether it may have others is for the caller to say. */
export function shape(fields: Record<string, Check>): Check {
  const keys = Object.keys(fields);
  return value => {
    if (typeof value !== 'object' || !value) return [new ScheduleError([], 'type', 'expected an object')];
    return each(keys, key => (fields[key] as Check)((value as Record<string, unknown>)[key]));
  };
}

/** All problems of the parts that the keys lead to, as those of the whole. */
export function each<K extends string | number>(keys: Iterable<K>, check: (key: K) => readonly ScheduleError[]): readonly ScheduleError[] {
  let problems = FINE;
  for (const key of keys) {
    const found = check(key);
    if (found.length > 0) problems = [...problems, ...under([key], found)];
  }
  return problems;
}

/** The problems of a part, as those of the whole. */
export function under(keys: Keys, problems: readonly ScheduleError[]): readonly ScheduleError[] {
  return problems.map(({ keys: below, code, problem }) => new ScheduleError([...keys, ...below], code, problem));
}

/** @throws ScheduleError the first of the problems, if there is one */
export function refuse([first]: readonly ScheduleError[]): void {
  if (first) throw first;
}
