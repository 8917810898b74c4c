/** What is wrong with a value, for programs. `path` and `message` of the error say where and in which words. */
export type ScheduleErrorCode =
  /** Another type than the field takes. */
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

/**
 * The one error of this package: a value that no programme may hold, or an instant that is none.
 * `path` names the field, as in `schedules[3].recurrence_rule.byday[0]`; `keys` is the same as a list; it is empty for the value itself.
 */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  readonly path: string;

  constructor(
    readonly keys: readonly (string | number)[],
    readonly code: ScheduleErrorCode,
    readonly problem: string,
  ) {
    const path = keys.reduce<string>((p, k) => (typeof k === 'number' ? `${p}[${k}]` : p ? `${p}.${k}` : k), '');
    super(path ? `${path}: ${problem}` : problem);
    this.path = path;
  }
}

/** Told of each problem by the validators; the engine's own throws at the first. */
export type Report = (keys: readonly (string | number)[], code: ScheduleErrorCode, problem: string) => void;
