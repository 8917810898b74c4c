import { type Keys, ScheduleError, type ScheduleErrorCode } from './errors.ts';

/** Told of each problem; the keys lead from the value to what is wrong in it. */
type Fail = (code: ScheduleErrorCode, problem: string, ...keys: Keys) => void;

export type Check = (value: unknown, fail: Fail) => void;

/** Fails, with that code and "expected …", what does not pass the test. */
export function expecting(test: (value: unknown) => boolean, code: ScheduleErrorCode, what: string): Check {
  return (value, fail) => {
    if (!test(value)) fail(code, `expected ${what}`);
  };
}

export function text(test: (value: string) => boolean, code: ScheduleErrorCode, what: string): Check {
  return expecting(value => typeof value === 'string' && test(value), code, what);
}

export function oneOf(words: readonly unknown[]): Check {
  return expecting(value => words.includes(value), 'range', words.join(', '));
}

/** A whole number; where `least` is negative, not 0. */
export function whole(least: number, most: number): Check {
  const test = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= least && (n as number) <= most && (n !== 0 || least === 0);
  return expecting(test, 'range', `a whole number, ${least} to ${most}`);
}

export function optional(check: Check): Check {
  return (value, fail) => {
    if (value != null) check(value, fail);
  };
}

export function listOf(check: Check, least = 0): Check {
  return (value, fail) => {
    if (!Array.isArray(value)) fail('type', 'expected a list');
    else if (value.length < least) fail('empty', 'expected an element');
    else for (let i = 0; i < value.length; i++) check(value[i], under(i, fail));
  };
}

/** An object with these fields. Whether it may have others is for the caller to say. */
export function shape(fields: Record<string, Check>): Check {
  return (value, fail) => {
    if (typeof value !== 'object' || !value) fail('type', 'expected an object');
    else for (const key in fields) fields[key]?.((value as Record<string, unknown>)[key], under(key, fail));
  };
}

/** The second check only for what passes the first. */
export function both(first: Check, second: Check): Check {
  return (value, fail) => {
    let sound = true;
    first(value, (...problem) => {
      sound = false;
      fail(...problem);
    });
    if (sound) second(value, fail);
  };
}

function under(key: string | number, fail: Fail): Fail {
  return (code, problem, ...keys) => fail(code, problem, key, ...keys);
}

/** Everything that is wrong with a value. */
export function problemsOf(check: Check, value: unknown): ScheduleError[] {
  const found: ScheduleError[] = [];
  check(value, (code, problem, ...keys) => found.push(new ScheduleError(keys, code, problem)));
  return found;
}

/** @throws ScheduleError the first problem of a value, if there is one. `at`: the keys that lead to the value */
export function refuse(check: Check, value: unknown, ...at: Keys): void {
  check(value, (code, problem, ...keys) => {
    throw new ScheduleError([...at, ...keys], code, problem);
  });
}
