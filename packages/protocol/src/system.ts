import { z } from 'zod';
import { Id, Instant, Locale, listQuery, PathId, page, Timezone, text } from './primitives.ts';

export const Settings = z
  .object({
    name: z.string(),
    timezone: z.string(),
    default_locale: Locale,
    default_campaign_id: Id.nullable(),
    heartbeat_seconds: z.int(),
    /** Seconds an image stays when nothing else says so. */
    default_image_duration: z.number(),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
export const SettingsPatch = z
  .strictObject({
    name: text(100),
    timezone: Timezone,
    default_locale: Locale,
    default_campaign_id: Id.nullable(),
    heartbeat_seconds: z.int().min(5).max(300),
    default_image_duration: z.number().min(1).max(3600),
  })
  .partial();

/** The original's fields. */
export const Health = z
  .object({
    status: z.enum(['healthy', 'degraded']),
    timestamp: Instant,
    database: z.string(),
    /** Seconds. */
    uptime: z.number(),
    version: z.string(),
  })
  .meta({ id: 'Health' });

export const Stats = z
  .object({
    players: z.object({ total: z.int(), online: z.int(), offline: z.int(), up_to_date: z.int() }),
    content: z.object({ total: z.int(), processing: z.int(), failed: z.int(), bytes: z.int() }),
    campaigns: z.object({ total: z.int(), active: z.int() }),
    schedules: z.object({ total: z.int(), active: z.int() }),
    locations: z.int(),
    storage: z.object({ used: z.int(), free: z.int(), total: z.int() }),
  })
  .meta({ id: 'Stats' });
export type Stats = z.infer<typeof Stats>;

export const DashboardPlayer = z
  .object({
    id: Id,
    name: z.string(),
    location_id: Id,
    status: z.enum(['online', 'offline']),
    playback: z.string().nullable(),
    last_seen: Instant.nullable(),
    up_to_date: z.boolean().nullable(),
    current_campaign_id: Id.nullable(),
    current_content_id: Id.nullable(),
  })
  .meta({ id: 'DashboardPlayer' });
export type DashboardPlayer = z.infer<typeof DashboardPlayer>;
export const DashboardQuery = z.strictObject({ location_id: PathId.optional() });
export const DashboardPlayers = z.object({ items: z.array(DashboardPlayer) });

/** One line of the activity feed; translated by the console from `action` and `resource`. */
export const Activity = z
  .object({
    id: Id,
    at: Instant,
    user_id: Id.nullable(),
    user_name: z.string().nullable(),
    action: z.string(),
    resource: z.string(),
    resource_id: Id.nullable(),
    /** The name of what it was done to, at that time. */
    title: z.string(),
    location_id: Id.nullable(),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;
export const ActivityQuery = listQuery(['at'], '-at').extend({ location_id: PathId.optional() });
export const ActivityPage = page(Activity);
