import { type Check, each, expecting, listOf, optional, parsed, shape, whole } from './checks.ts';
import { parseTime } from './dates.ts';
import { ScheduleError } from './errors.ts';
import { date, validateRule } from './recurrence/validate.ts';
import type { Programme } from './types.ts';
import { isTimezone } from './zones.ts';

const id = expecting(Number.isSafeInteger, 'type', 'a whole number');
const time = parsed(parseTime, 'time', 'a time of day HH:MM');
const rank = {
  id,
  is_active: expecting(value => typeof value === 'boolean', 'type', 'true or false'),
  priority: expecting(Number.isFinite, 'type', 'a number'),
};

/** Every problem of a schedule, paths from the schedule on (`recurrence_rule.byday[0]`); none: the engine takes it. Fields it does not know are let be. */
export const validateSchedule: Check = shape({
  ...rank,
  campaign_id: id,
  location_id: optional(id),
  start_date: date,
  end_date: optional(date),
  start_time: optional(time),
  end_time: optional(time),
  days_of_week: optional(listOf(whole(0, 6), 1)),
  recurrence_rule: optional(validateRule),
});

const fields = shape({
  timezone: expecting(isTimezone, 'timezone', 'a time zone that is known here'),
  location_chain: listOf(id),
  default_campaign_id: optional(id),
  campaigns: listOf(shape({ ...rank, start_date: optional(date), end_date: optional(date) })),
  schedules: listOf(validateSchedule),
});

/** Every problem of a programme, paths from the programme on (`schedules[3].start_time`); none: the engine takes it. Fields it does not know are let be. */
export const validateProgramme: Check = value => {
  const problems = fields(value);
  return problems.length ? problems : each(['campaigns', 'schedules'] as const, key => duplicates((value as Programme)[key]));
};

function duplicates(items: readonly { id: number }[]): readonly ScheduleError[] {
  const seen = new Set<number>();
  const twice = new ScheduleError(['id'], 'duplicate', 'is there twice');
  return each(items.keys(), i => (seen.size < seen.add(items[i]?.id as number).size ? [] : [twice]));
}
