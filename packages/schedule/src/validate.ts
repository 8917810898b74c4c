import { parseDate, parseTime } from './dates.ts';
import { type Report, ScheduleError } from './errors.ts';
import { checkRule } from './recurrence/check.ts';
import { isTimezone } from './zones.ts';

/** Every problem of a recurrence rule; none: the engine takes it. Paths begin at the rule (`byday[0]`). */
export function validateRule(rule: unknown): ScheduleError[] {
  return collect(checkRule, rule);
}

/** Every problem of a schedule; none: the engine takes it. Paths begin at the schedule (`recurrence_rule.byday[0]`). */
export function validateSchedule(schedule: unknown): ScheduleError[] {
  return collect(checkSchedule, schedule);
}

/** Every problem of a programme; none: the engine takes it. Paths begin at the programme (`schedules[3].start_time`). */
export function validateProgramme(programme: unknown): ScheduleError[] {
  return collect(checkProgramme, programme);
}

/** The report that stops at the first problem. @throws ScheduleError */
export const refuse: Report = (keys, code, problem) => {
  throw new ScheduleError(keys, code, problem);
};

/** Reports under `keys` what is found below them. */
export function under(report: Report, ...above: (string | number)[]): Report {
  return (keys, code, problem) => report([...above, ...keys], code, problem);
}

export function checkProgramme(value: unknown, report: Report): void {
  const programme = object(value, report);
  if (!programme) return;
  if (!isTimezone(programme.timezone)) report(['timezone'], 'timezone', `${String(programme.timezone)} is not a known time zone`);
  list(programme, 'location_chain', report)?.forEach((id, i) => {
    integer(id, ['location_chain', i], report);
  });
  if (programme.default_campaign_id != null) integer(programme.default_campaign_id, ['default_campaign_id'], report);
  const campaigns = list(programme, 'campaigns', report);
  campaigns?.forEach((campaign, i) => {
    checkCampaign(campaign, under(report, 'campaigns', i));
  });
  const schedules = list(programme, 'schedules', report);
  schedules?.forEach((schedule, i) => {
    checkSchedule(schedule, under(report, 'schedules', i));
  });
  unique(campaigns, 'campaigns', report);
  unique(schedules, 'schedules', report);
}

export function checkSchedule(value: unknown, report: Report): void {
  const schedule = object(value, report);
  if (!schedule) return;
  integer(schedule.id, ['id'], report);
  integer(schedule.campaign_id, ['campaign_id'], report);
  if (schedule.location_id != null) integer(schedule.location_id, ['location_id'], report);
  if (schedule.start_date == null) report(['start_date'], 'date', 'required');
  dates(schedule, report);
  time(schedule.start_time, 'start_time', report);
  time(schedule.end_time, 'end_time', report);
  if (schedule.days_of_week != null) {
    const days = list(schedule, 'days_of_week', report);
    if (days?.length === 0) report(['days_of_week'], 'empty', 'expected at least one day, or null for every day');
    days?.forEach((day, i) => {
      if (!Number.isInteger(day) || (day as number) < 0 || (day as number) > 6) {
        report(['days_of_week', i], 'range', 'expected 0 (Sunday) to 6 (Saturday)');
      }
    });
  }
  rank(schedule, report);
  if (schedule.recurrence_rule != null) checkRule(schedule.recurrence_rule, under(report, 'recurrence_rule'));
}

function checkCampaign(value: unknown, report: Report): void {
  const campaign = object(value, report);
  if (!campaign) return;
  integer(campaign.id, ['id'], report);
  dates(campaign, report);
  rank(campaign, report);
}

function rank(value: Record<string, unknown>, report: Report): void {
  if (typeof value.is_active !== 'boolean') report(['is_active'], 'type', 'expected true or false');
  if (!Number.isFinite(value.priority)) report(['priority'], 'type', 'expected a number');
}

function dates(value: Record<string, unknown>, report: Report): void {
  for (const key of ['start_date', 'end_date']) {
    const date = value[key];
    if (date != null && (typeof date !== 'string' || Number.isNaN(parseDate(date)))) {
      report([key], 'date', `${String(date)} is not a date YYYY-MM-DD that exists`);
    }
  }
}

function time(value: unknown, key: string, report: Report): void {
  if (value != null && (typeof value !== 'string' || Number.isNaN(parseTime(value)))) {
    report([key], 'time', `${String(value)} is not a time of day HH:MM`);
  }
}

function unique(items: unknown[] | undefined, key: string, report: Report): void {
  const seen = new Set<unknown>();
  items?.forEach((item, i) => {
    const { id } = (item ?? {}) as { id?: unknown };
    if (seen.has(id)) report([key, i, 'id'], 'duplicate', `${String(id)} is there twice`);
    seen.add(id);
  });
}

function integer(value: unknown, keys: (string | number)[], report: Report): void {
  if (!Number.isSafeInteger(value)) report(keys, 'type', 'expected a whole number');
}

function object(value: unknown, report: Report): Record<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  report([], 'type', 'expected an object');
  return undefined;
}

function list(value: Record<string, unknown>, key: string, report: Report): unknown[] | undefined {
  if (Array.isArray(value[key])) return value[key];
  report([key], 'type', 'expected a list');
  return undefined;
}

function collect(check: (value: unknown, report: Report) => void, value: unknown): ScheduleError[] {
  const problems: ScheduleError[] = [];
  check(value, (keys, code, problem) => {
    problems.push(new ScheduleError(keys, code, problem));
  });
  return problems;
}
