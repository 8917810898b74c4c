import { z } from 'zod';
import { Id, Instant, LocalDate, LocalTime, listQuery, PathId, page, QueryFlag } from './primitives.ts';
import { Reason } from './reason.ts';
import { RecurrenceRule } from './recurrence.ts';

/** What a field means, the same words wherever it stands. */
const meaning = {
  campaign_id: 'The campaign that plays',
  campaign_name: 'Name of the campaign',
  location_id: 'Where: this location and everywhere below it; null = everywhere',
  start_date: 'First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from',
  end_date: 'Last local date, inclusive, in the zone of the player’s location; null = open-ended',
  start_time: 'Wall-clock time HH:MM in the zone of the player’s location; null = 00:00',
  end_time: 'Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight',
  days_of_week: '0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too',
  is_active: 'false: kept, never on',
  priority:
    'The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id)',
  recurrence_rule: 'On which of the dates; null = on every one',
};

const fields = {
  campaign_id: Id.describe(meaning.campaign_id),
  location_id: Id.nullable().describe(meaning.location_id),
  start_date: LocalDate.describe(meaning.start_date),
  end_date: LocalDate.nullable().describe(meaning.end_date),
  start_time: LocalTime.nullable().describe(meaning.start_time),
  end_time: LocalTime.nullable().describe(meaning.end_time),
  days_of_week: z
    .array(z.int().min(0).max(6))
    .min(1, 'must name a day, or be null for every day')
    .max(7)
    .transform(days => [...new Set(days)].sort((a, b) => a - b))
    .nullable()
    .describe(meaning.days_of_week),
  is_active: z.boolean().describe(meaning.is_active),
  priority: z.int().min(-1000).max(1000).describe(meaning.priority),
  recurrence_rule: RecurrenceRule.nullable().describe(meaning.recurrence_rule),
};

export const Schedule = z
  .object({
    id: Id.describe('Greater for newer schedules'),
    campaign_id: Id.describe(meaning.campaign_id),
    location_id: Id.nullable().describe(meaning.location_id),
    start_date: LocalDate.describe(meaning.start_date),
    end_date: LocalDate.nullable().describe(meaning.end_date),
    start_time: z.string().nullable().describe(meaning.start_time),
    end_time: z.string().nullable().describe(meaning.end_time),
    days_of_week: z.array(z.int()).nullable().describe(meaning.days_of_week),
    is_active: z.boolean().describe(meaning.is_active),
    priority: z.int().describe(meaning.priority),
    recurrence_rule: RecurrenceRule.nullable().describe(meaning.recurrence_rule),
    campaign_name: z.string().describe(meaning.campaign_name),
    created_by: Id.nullable().describe('The user who made it; null: no longer there'),
    created_at: Instant.describe('When it was made'),
    updated_at: Instant.describe('When it was last changed'),
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
  location_id: fields.location_id.default(null).describe(meaning.location_id),
  start_date: fields.start_date,
  end_date: fields.end_date.default(null).describe(meaning.end_date),
  start_time: fields.start_time.default(null).describe(meaning.start_time),
  end_time: fields.end_time.default(null).describe(meaning.end_time),
  days_of_week: fields.days_of_week.default(null).describe(meaning.days_of_week),
  is_active: fields.is_active.default(true).describe(meaning.is_active),
  priority: fields.priority.default(0).describe(meaning.priority),
  recurrence_rule: fields.recurrence_rule.default(null).describe(meaning.recurrence_rule),
};
const allowed = 'true: saved although a schedule of equal rank plays at the same time; the newest of them wins';
export const ScheduleCreate = z.strictObject({ ...whole, allow_conflicts: z.boolean().default(false).describe(allowed) }).refine(...dates);
export const SchedulePatch = z
  .strictObject({ ...fields, allow_conflicts: z.boolean().describe(allowed) })
  .partial()
  .refine(...dates);
/** A schedule as it would be; `id` when it replaces one that exists. */
export const ScheduleCandidate = z
  .strictObject({ ...whole, id: Id.optional().describe('The stored schedule that it would replace; left out: it would be a new one') })
  .refine(...dates);
export type ScheduleCandidate = z.infer<typeof ScheduleCandidate>;

export const ScheduleQuery = listQuery(['created_at', 'start_date', 'priority', 'id'], '-created_at').extend({
  campaign_id: PathId.optional().describe('Only those of this campaign'),
  location_id: PathId.optional().describe('This location’s own schedules, those above it and those for everywhere'),
  is_active: QueryFlag.optional().describe('Only those that are active, or only those that are not'),
  from: LocalDate.optional().describe('Only those that do not end before this date'),
  to: LocalDate.optional().describe('Only those that begin on this date or before'),
});
export const SchedulePage = page(Schedule);

export const ScheduleConflict = z
  .object({
    schedule_id: Id.describe('The existing schedule'),
    campaign_id: Id.describe('Its campaign'),
    campaign_name: z.string().describe('Name of its campaign'),
    kind: z
      .enum(['conflict', 'override'])
      .describe('conflict: place and priorities are equal and only age decides, refused unless allowed; override: the ranking decides'),
    wins: z.enum(['candidate', 'existing']).describe('Which of the two plays at the first overlap'),
    first_overlap: z
      .object({ start: Instant.describe('Inclusive'), end: Instant.describe('Exclusive') })
      .describe('The first time both would be on'),
  })
  .meta({ id: 'ScheduleConflict' });
export type ScheduleConflict = z.infer<typeof ScheduleConflict>;
export const CheckAnswer = z.object({
  conflicts: z
    .array(ScheduleConflict)
    .describe(
      'Active schedules of other campaigns that are on at the same time, conflicts first; looked for from now, or from start_date where that is later, over two years or to the end of one of the two. At most 1,000',
    ),
});

const Side = z.object({
  schedule_id: Id.nullable().describe('null: a candidate that is not saved yet, the default campaign, or nothing'),
  campaign_id: Id.nullable().describe('null: nothing plays'),
  campaign_name: z.string().nullable().describe(meaning.campaign_name),
});
/** What an edit changes: per location, the windows and the players that then show something else. */
export const ImpactBody = z.strictObject({
  candidate: ScheduleCandidate.nullable().describe(
    'The schedule as it would be, new or (with its id) in place of a stored one; null, with id beside it: as if that one were deleted',
  ),
  id: Id.optional().describe('The stored schedule that the candidate replaces, or that is deleted where candidate is null'),
  from: Instant.optional().describe('Left out: now'),
  to: Instant.optional().describe(
    'At most 370 days after from. Left out: 14 days after from; where the schedule first plays later than that, the window is the 14 days from that moment on',
  ),
});
export const ImpactAnswer = z.object({
  from: Instant.describe('The window that was looked at, inclusive'),
  to: Instant.describe('Its end, exclusive'),
  player_count: z.int().describe('Players that show something else at some time in the window'),
  first_change: Instant.nullable().describe('When the first of them does; null: none does'),
  locations: z
    .array(
      z.object({
        location_id: Id.describe('A location with players that show something else'),
        location_name: z.string().describe('Its name'),
        timezone: z.string().describe('Its IANA time zone'),
        players: z
          .array(z.object({ id: Id.describe('The player'), name: z.string().describe('Its name') }))
          .describe('The players at this very location'),
        windows: z
          .array(
            z.object({
              start: Instant.describe('Inclusive'),
              end: Instant.describe('Exclusive'),
              was: Side.describe('What plays without the edit'),
              becomes: Side.describe('What plays with it'),
            }),
          )
          .describe('When another campaign plays, in order'),
      }),
    )
    .describe('Only locations that you may see, and only where something changes'),
});
export type ImpactAnswer = z.infer<typeof ImpactAnswer>;

/** Where a campaign plays in the coming fortnight. */
export const ReachQuery = z.strictObject({
  campaign_id: PathId.describe('Which campaign'),
  draft: QueryFlag.optional().describe('As if its draft, when it has one, were published'),
});
export const ReachAnswer = z.object({
  from: Instant.describe('Now, inclusive'),
  to: Instant.describe('14 days later, exclusive'),
  player_count: z.int().describe('Players that show the campaign at some time in between'),
  first: Instant.nullable().describe('When the first of them does; null: none does'),
  locations: z
    .array(
      z.object({
        location_id: Id.describe('A location with players that show it'),
        location_name: z.string().describe('Its name'),
        timezone: z.string().describe('Its IANA time zone'),
        player_count: z.int().describe('How many players are at this very location'),
        first: Instant.describe('When they first show it; that of the question: they show it now'),
      }),
    )
    .describe('Only locations that you may see, the soonest first'),
});
export type ReachAnswer = z.infer<typeof ReachAnswer>;

export const TimelineQuery = z.strictObject({
  location_id: PathId.describe('Whose players'),
  from: Instant.describe('Inclusive'),
  to: Instant.describe('Exclusive, at most 370 days after from; there is no default'),
});
export const TimelineAnswer = z.object({
  location_id: Id.describe('Whose players'),
  timezone: z.string().describe('The location’s IANA time zone, in which local dates and times count'),
  segments: z
    .array(
      z.object({
        start: Instant.describe('Inclusive'),
        end: Instant.describe('Exclusive'),
        schedule_id: Id.nullable().describe('null: the default campaign plays, or nothing'),
        campaign_id: Id.nullable().describe('null: nothing plays'),
        campaign_name: z.string().nullable().describe(meaning.campaign_name),
      }),
    )
    .describe('Without gaps from `from` to `to`, neighbours that are the same merged'),
});

/** One instant of one place. */
export const ExplainQuery = z.strictObject({
  location_id: PathId.describe('Whose players'),
  at: Instant.optional().describe('Any instant, past or future; default now'),
});
export const ExplainAnswer = z.object({
  location_id: Id.describe('Whose players'),
  timezone: z.string().describe('The location’s IANA time zone, in which local dates and times count'),
  at: Instant.describe('The instant that was asked for'),
  schedule_id: Id.nullable().describe('What plays; null: the default campaign plays, or nothing'),
  campaign_id: Id.nullable().describe('null: nothing plays'),
  campaign_name: z.string().nullable().describe(meaning.campaign_name),
  until: Instant.nullable().describe('When this answer next changes; null: never'),
  explain: z
    .array(Reason)
    .describe('The schedules of the location and above it: what plays, what is beaten, then what is off, the newest first; at most 200'),
  total: z.int().describe('How many there are'),
});
export type ExplainAnswer = z.infer<typeof ExplainAnswer>;
