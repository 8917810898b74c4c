/** What is wrong with a value, for programs. The error's `path` and `message` say where, and in which words. */
export type ScheduleErrorCode =
  /** Another type than the field takes, or nothing where something is required. */
  | 'type'
  /** A key that a recurrence rule does not have. */
  | 'unknown_key'
  /** Not a zone that this machine's time zone data knows. */
  | 'timezone'
  /** Not `YYYY-MM-DD`, or a date that no calendar has. */
  | 'date'
  /** Not `HH:MM`, 00:00 to 23:59. */
  | 'time'
  /** Not epoch milliseconds nor ISO 8601 in UTC. */
  | 'instant'
  /** A list that must have an element has none. */
  | 'empty'
  /** A number or word outside what the field takes. */
  | 'range'
  /** Parts of a rule that RFC 5545 does not let stand together. */
  | 'combination'
  /** Two schedules or campaigns with one id. */
  | 'duplicate';

/** Where in a value a problem is: `['schedules', 3, 'recurrence_rule', 'byday', 0]`. Empty for the value itself. */
export type Keys = readonly (string | number)[];

/** The one error of this package: a value that no programme may hold, or an instant that is none. */
export class ScheduleError extends Error {
  declare readonly keys: Keys;
  /** `keys` as one would write it: `schedules[3].recurrence_rule.byday[0]`. */
  declare readonly path: string;
  declare readonly code: ScheduleErrorCode;
  /** The message without the path. */
  declare readonly problem: string;

  constructor(keys: Keys, code: ScheduleErrorCode, problem: string) {
    const path = keys.reduce<string>((path, key) => path + (typeof key === 'number' ? `[${key}]` : (path && '.') + key), '');
    super(`${path} ${problem}`.trim());
    Object.assign(this, { name: 'ScheduleError', keys, path, code, problem });
  }
}
