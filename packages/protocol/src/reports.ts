import { z } from 'zod';
import { Play, PlayCursor } from './plays.ts';
import { Id, Instant, LocalDate, Locale, PathId, page, queryInt } from './primitives.ts';

/** Longest span of one question, days. */
export const longestReport = 366;
export const longestCompliance = 31;
/** Players in one question about compliance. */
export const mostCompliancePlayers = 500;

const Format = z.enum(['json', 'csv']);

const filters = {
  /** Local dates, both included; the last 30 days by default. */
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  /** This location and everything below it; its zone says when a day begins. */
  location_id: PathId.optional(),
  player_id: PathId.optional(),
  content_id: PathId.optional(),
  campaign_id: PathId.optional(),
  format: Format.default('json'),
  /** The language of a CSV's header; the system's by default. */
  locale: Locale.optional(),
};

function sortBy<const Name extends string>(names: readonly Name[], standard: Name | `-${Name}`) {
  const sorts: readonly string[] = names.flatMap(name => [name, `-${name}`]);
  return z
    .string()
    .refine((value): value is Name | `-${Name}` => sorts.includes(value), `must be one of ${sorts.join(', ')}`)
    .default(standard)
    .describe(`One of ${sorts.join(', ')}`);
}

const paging = { page: queryInt(1, 100_000).default(1), per_page: queryInt(1, 200).default(50) };

export const PlayGroup = z.enum(['content', 'campaign', 'player', 'day', 'location']);
export type PlayGroup = z.infer<typeof PlayGroup>;

const counted = {
  plays: z.int(),
  /** Plays that ran to their end. */
  completed: z.int(),
  /** Seconds on screen. */
  seconds: z.number(),
  /** Different players. */
  screens: z.int(),
  /** Of the plays, those of a player whose clock can not have been right. */
  clock_suspect: z.int(),
};

export const PlayReportRow = z.object({
  /** The date of a day; else the id in text; empty for plays without one (no campaign). */
  key: z.string(),
  id: Id.nullable(),
  /** Its name now, or the last one of what is deleted; `null` when nobody knows any more. */
  name: z.string().nullable(),
  ...counted,
});
export type PlayReportRow = z.infer<typeof PlayReportRow>;

const window = {
  from: LocalDate,
  to: LocalDate,
  /** The zone of these dates. */
  timezone: z.string(),
};

export const PlayReport = page(PlayReportRow)
  .extend({ group_by: PlayGroup, ...window, totals: z.object(counted) })
  .meta({ id: 'PlayReport' });
export type PlayReport = z.infer<typeof PlayReport>;

export const PlayReportQuery = z.strictObject({
  group_by: PlayGroup.default('content'),
  ...filters,
  ...paging,
  sort: sortBy(['plays', 'completed', 'seconds', 'screens', 'name', 'key'], '-plays'),
});

export const RawPlayQuery = z.strictObject({
  ...filters,
  cursor: PlayCursor.optional(),
  per_page: queryInt(1, 1000).default(200),
});
/** Oldest first. */
export const RawPlays = z.object({ items: z.array(Play), next: z.string().nullable(), ...window }).meta({ id: 'RawPlays' });

export const ComplianceGroup = z.enum(['player', 'day', 'campaign', 'location']);
export type ComplianceGroup = z.infer<typeof ComplianceGroup>;

const compared = {
  /** Seconds that the programme of now gives for the time that is over. */
  planned_seconds: z.number(),
  played_seconds: z.number(),
  /** Played of planned, per cent; `null` when nothing was planned. */
  percent: z.number().nullable(),
};

export const ComplianceRow = z.object({
  key: z.string(),
  id: Id.nullable(),
  name: z.string().nullable(),
  ...compared,
  /** Planned seconds in whole hours in which the player reported no play; `null` by campaign. */
  silent_seconds: z.number().nullable(),
});
export type ComplianceRow = z.infer<typeof ComplianceRow>;

export const ComplianceReport = page(ComplianceRow)
  .extend({
    group_by: ComplianceGroup,
    ...window,
    /** Players looked at. */
    players: z.int(),
    totals: z.object({ ...compared, silent_seconds: z.number() }),
  })
  .meta({ id: 'ComplianceReport' });
export type ComplianceReport = z.infer<typeof ComplianceReport>;

export const ComplianceQuery = z.strictObject({
  group_by: ComplianceGroup.default('player'),
  from: filters.from.describe('The last 7 days by default'),
  to: filters.to,
  location_id: filters.location_id,
  player_id: filters.player_id,
  format: filters.format,
  locale: filters.locale,
  ...paging,
  sort: sortBy(['percent', 'planned_seconds', 'played_seconds', 'silent_seconds', 'name', 'key'], 'percent'),
});

export const PlayerDayQuery = z.strictObject({ date: LocalDate.optional().describe('Local date at the player; today where left out') });

const stretch = { start: Instant.describe('Inclusive'), end: Instant.describe('Exclusive') };
const campaign = {
  campaign_id: Id.nullable().describe('null: no campaign'),
  campaign_name: z.string().nullable().describe('Its name now, or the last one of a campaign that is deleted'),
};

/** How a player's day differed from its plan. */
export const DayDifference = z.object({
  ...stretch,
  kind: z
    .enum(['nothing', 'other', 'unplanned', 'waiting'])
    .describe(
      'nothing: no play was recorded where one was planned; other: another campaign was on; unplanned: something was on where nothing was planned; waiting: the end of today, of which nothing has been delivered yet',
    ),
  ...campaign,
  shown_id: Id.nullable().describe('The campaign that was on instead; null: none'),
  shown_name: z.string().nullable().describe('Its name'),
  reason: z
    .string()
    .nullable()
    .describe('What the player said of the play before, where that did not run to its end, or `failed` where one could not be shown'),
});
export type DayDifference = z.infer<typeof DayDifference>;

export const PlayerDay = z
  .object({
    player_id: Id,
    date: LocalDate,
    timezone: z.string().describe('The zone of the player’s location, in which the day is one'),
    from: Instant.describe('When the day begins there'),
    to: Instant.describe('When the next one does: 23 or 25 hours later where the clock is changed'),
    until: Instant.describe('Up to here planned and played are compared: now, or the end of the day'),
    planned: z
      .array(z.object({ ...stretch, schedule_id: Id.nullable().describe('null: the default campaign, or nothing'), ...campaign }))
      .describe('What the programme of now gives for the whole day, without gaps: earlier programmes are not kept'),
    played: z
      .array(
        z.object({
          ...stretch,
          ...campaign,
          plays: z.int().describe('How many plays it is made of'),
          failed: z.int().describe('How many could not be shown, beside them'),
          clock_suspect: z.boolean().describe('The player’s clock can not have been right, or it did not trust it'),
          programme_version: z.string().nullable().describe('By which version it began; null: the player did not say'),
        }),
      )
      .describe('What the player says it has shown: plays of one campaign in a row, with pauses of 10 seconds at most'),
    differences: z.array(DayDifference).describe('Of 30 seconds and more (waiting: of 2 minutes), in order'),
    planned_seconds: z.number().describe('Planned up to the last that was heard of'),
    kept_seconds: z.number().describe('Of them, those in which the planned campaign was on'),
  })
  .meta({ id: 'PlayerDay' });
export type PlayerDay = z.infer<typeof PlayerDay>;
