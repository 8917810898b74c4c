import { programme, schedule } from './checked.ts';
import { problemsOf } from './checks.ts';
import type { ScheduleError } from './errors.ts';
import { rule } from './recurrence/checked.ts';

/** Every problem of a programme, paths from the programme on (`schedules[3].start_time`); none: the engine takes it. Fields it does not know are let be. */
export function validateProgramme(value: unknown): ScheduleError[] {
  return problemsOf(programme, value);
}

/** Every problem of a schedule, paths from the schedule on (`recurrence_rule.byday[0]`); none: the engine takes it. Fields it does not know are let be. */
export function validateSchedule(value: unknown): ScheduleError[] {
  return problemsOf(schedule, value);
}

/**
 * Every problem of a recurrence rule, paths from the rule on (`byday[0]`); none: the engine takes it. That is what RFC 5545 forbids, and keys this engine
 * does not know. `null` is the same as a part left out.
 */
export function validateRule(value: unknown): ScheduleError[] {
  return problemsOf(rule, value);
}
