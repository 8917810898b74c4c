import { z } from 'zod';
import { Fit } from './campaigns.ts';
import { ContentType } from './content.ts';
import { Id, Instant, LocalDate } from './primitives.ts';
import { Schedule } from './schedules.ts';

/** A file a player needs. `url` is relative to the server and opens with the player's token. */
export const ProgrammeContent = z.object({
  id: Id,
  title: z.string(),
  type: ContentType,
  mime_type: z.string(),
  url: z.string(),
  sha256: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Seconds; `null` for what has no length of its own. */
  duration: z.number().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
});
export type ProgrammeContent = z.infer<typeof ProgrammeContent>;

export const ProgrammeItem = z.object({
  content_id: Id,
  /** Seconds on screen; `null`: a video or sound plays to its end. */
  duration: z.number().nullable(),
  fit: Fit,
  muted: z.boolean(),
  /** Local dates, inclusive, outside of which a player leaves it out; not there: without that end. */
  valid_from: LocalDate.optional(),
  valid_until: LocalDate.optional(),
});
export type ProgrammeItem = z.infer<typeof ProgrammeItem>;

export const ProgrammeCampaign = z.object({ id: Id, name: z.string(), items: z.array(ProgrammeItem) });
export type ProgrammeCampaign = z.infer<typeof ProgrammeCampaign>;

/** What `packages/schedule` takes. */
export const ScheduleProgramme = z.object({
  timezone: z.string(),
  location_chain: z.array(Id),
  default_campaign_id: Id.nullable(),
  campaigns: z.array(
    z.object({
      id: Id,
      is_active: z.boolean(),
      priority: z.int(),
      start_date: z.string().nullable(),
      end_date: z.string().nullable(),
      /** The dates on which any of its items is valid: on others it is off. Not there: every date. */
      valid: z.array(z.object({ valid_from: LocalDate.nullable(), valid_until: LocalDate.nullable() })).optional(),
    }),
  ),
  schedules: z.array(Schedule.omit({ campaign_name: true, created_by: true, created_at: true, updated_at: true })),
});

/** All that a location's players need to decide alone, offline, for the whole horizon. */
/** When another campaign is on, the item on the glass gives way at once, or plays to its end first. */
export const CampaignChange = z.enum(['at_once', 'item_end']);

export const ProgrammeUpdate = z
  .object({
    /** Hash of everything below. */
    version: z.string(),
    location: z.object({ id: Id, name: z.string() }),
    programme: ScheduleProgramme,
    campaigns: z.array(ProgrammeCampaign),
    contents: z.array(ProgrammeContent),
    /** Not there: at once. */
    campaign_change: CampaignChange.optional(),
  })
  .meta({ id: 'ProgrammeUpdate' });
export type ProgrammeUpdate = z.infer<typeof ProgrammeUpdate>;

/** The original's event: what is on now, its contents in order. */
export const CampaignUpdate = z.object({
  campaign: z.object({ id: Id, name: z.string(), description: z.string().nullable(), priority: z.int() }).nullable(),
  contents: z.array(ProgrammeContent.extend({ fit: Fit, muted: z.boolean() })),
  schedule_id: Id.nullable(),
  /** When this answer next changes. */
  until: Instant.nullable(),
  programme_version: z.string(),
});
export type CampaignUpdate = z.infer<typeof CampaignUpdate>;
