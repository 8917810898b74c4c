import { validateRule } from '@tvs/schedule/validate';
import { z } from 'zod';
import { Id, Instant, LocalDate, LocalTime, listQuery, PathId, page, QueryFlag } from './primitives.ts';

const Weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
const nonZero = (limit: number) =>
  z
    .int()
    .min(-limit)
    .max(limit)
    .refine(value => value !== 0, 'must not be 0');

/** Days that one period of a rule may hold. */
const daysOf = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const;

/** RFC 5545 recurrence at day precision, lower-case keys, local dates. */
export const RecurrenceRule = z
  .strictObject({
    freq: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
    interval: z.int().min(1).max(1000).optional(),
    byday: z
      .array(z.string().regex(/^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/, 'must be a weekday such as MO or -1FR'))
      .min(1)
      .max(14)
      .optional(),
    bymonthday: z.array(nonZero(31)).min(1).max(62).optional(),
    bymonth: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
    bysetpos: z.array(nonZero(366)).min(1).max(14).optional(),
    count: z.int().min(1).max(1000).optional(),
    until: LocalDate.optional(),
    wkst: Weekday.optional(),
    exdates: z.array(LocalDate).max(1000).optional(),
    rdates: z.array(LocalDate).max(1000).optional(),
  })
  .superRefine((rule, context) => {
    // What may not stand together (an ordinal weekday in a weekly rule, a count and an until) is the engine's to say.
    for (const { keys, problem } of validateRule(rule)) context.addIssue({ code: 'custom', path: [...keys], message: problem });
    const most = daysOf[rule.freq];
    rule.bysetpos?.forEach((position, index) => {
      if (Math.abs(position) > most)
        context.addIssue({ code: 'custom', path: ['bysetpos', index], message: `never matches: a period has ${most} days` });
    });
  });

const fields = {
  campaign_id: Id,
  location_id: Id.nullable(),
  start_date: LocalDate,
  end_date: LocalDate.nullable(),
  start_time: LocalTime.nullable(),
  end_time: LocalTime.nullable(),
  days_of_week: z
    .array(z.int().min(0).max(6))
    .min(1, 'must name a day, or be null for every day')
    .max(7)
    .transform(days => [...new Set(days)].sort((a, b) => a - b))
    .nullable(),
  is_active: z.boolean(),
  priority: z.int().min(-1000).max(1000),
  recurrence_rule: RecurrenceRule.nullable(),
};

export const Schedule = z
  .object({
    id: Id,
    campaign_id: Id,
    location_id: Id.nullable(),
    start_date: LocalDate,
    end_date: LocalDate.nullable(),
    start_time: z.string().nullable(),
    end_time: z.string().nullable(),
    days_of_week: z.array(z.int()).nullable(),
    is_active: z.boolean(),
    priority: z.int(),
    recurrence_rule: RecurrenceRule.nullable(),
    campaign_name: z.string(),
    created_by: Id.nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof Schedule>;

const dates = [
  (body: { start_date?: string | undefined; end_date?: string | null | undefined }) =>
    !body.start_date || !body.end_date || body.start_date <= body.end_date,
  { path: ['end_date'] as PropertyKey[], message: 'must not be before start_date' },
] as const;

const whole = {
  campaign_id: fields.campaign_id,
  location_id: fields.location_id.default(null),
  start_date: fields.start_date,
  end_date: fields.end_date.default(null),
  start_time: fields.start_time.default(null),
  end_time: fields.end_time.default(null),
  days_of_week: fields.days_of_week.default(null),
  is_active: fields.is_active.default(true),
  priority: fields.priority.default(0),
  recurrence_rule: fields.recurrence_rule.default(null),
};
const allow = { allow_conflicts: z.boolean().default(false) };
export const ScheduleCreate = z.strictObject({ ...whole, ...allow }).refine(...dates);
export const SchedulePatch = z
  .strictObject({ ...fields, allow_conflicts: z.boolean() })
  .partial()
  .refine(...dates);
/** A schedule as it would be; `id` when it replaces one that exists. */
export const ScheduleCandidate = z.strictObject({ ...whole, id: Id.optional() }).refine(...dates);
export type ScheduleCandidate = z.infer<typeof ScheduleCandidate>;

export const ScheduleQuery = listQuery(['created_at', 'start_date', 'priority', 'id'], '-created_at').extend({
  campaign_id: PathId.optional(),
  /** This location's own schedules, those above it and those for everywhere. */
  location_id: PathId.optional(),
  is_active: QueryFlag.optional(),
});
export const SchedulePage = page(Schedule);

const Overlap = z.object({ start: Instant, end: Instant });
export const ScheduleConflict = z.object({
  schedule_id: Id,
  campaign_id: Id,
  campaign_name: z.string(),
  kind: z.enum(['conflict', 'override']),
  first_overlap: Overlap,
});
export type ScheduleConflict = z.infer<typeof ScheduleConflict>;
export const CheckAnswer = z.object({ conflicts: z.array(ScheduleConflict) });

const Side = z.object({ schedule_id: Id.nullable(), campaign_id: Id.nullable(), campaign_name: z.string().nullable() });
/** What an edit changes: per location, the windows and the players that then show something else. */
export const ImpactBody = z.strictObject({
  /** The schedule as it would be; `null` with `id`: as if it were deleted. */
  candidate: ScheduleCandidate.nullable(),
  id: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const ImpactAnswer = z.object({
  player_count: z.int(),
  first_change: Instant.nullable(),
  locations: z.array(
    z.object({
      location_id: Id,
      location_name: z.string(),
      timezone: z.string(),
      players: z.array(z.object({ id: Id, name: z.string() })),
      windows: z.array(z.object({ start: Instant, end: Instant, was: Side, becomes: Side })),
    }),
  ),
});
export type ImpactAnswer = z.infer<typeof ImpactAnswer>;

export const TimelineQuery = z.strictObject({ location_id: PathId, from: Instant, to: Instant });
export const TimelineAnswer = z.object({
  location_id: Id,
  timezone: z.string(),
  segments: z.array(
    z.object({
      start: Instant,
      end: Instant,
      schedule_id: Id.nullable(),
      campaign_id: Id.nullable(),
      campaign_name: z.string().nullable(),
    }),
  ),
});
