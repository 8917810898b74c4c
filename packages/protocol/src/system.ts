import { z } from 'zod';
import { Id, Instant, Locale, listQuery, PathId, page, Timezone, text } from './primitives.ts';
import { CampaignChange } from './programme.ts';

/** Seconds, minutes, percent: where each rule begins. */
const ruleFields = {
  player_offline: z.strictObject({ enabled: z.boolean(), minutes: z.int().min(1).max(10_080) }),
  player_behind: z.strictObject({ enabled: z.boolean(), minutes: z.int().min(1).max(10_080) }),
  /** Raised when less than this part of the player's storage is free. */
  player_storage: z.strictObject({ enabled: z.boolean(), percent: z.int().min(1).max(50) }),
  player_clock: z.strictObject({ enabled: z.boolean(), seconds: z.int().min(1).max(86_400) }),
  content_failing: z.strictObject({ enabled: z.boolean() }),
  location_empty: z.strictObject({ enabled: z.boolean() }),
};
export const AlertRules = z.strictObject(ruleFields).meta({ id: 'AlertRules' });
export type AlertRules = z.infer<typeof AlertRules>;

/** How many days are kept. */
const days = z.int().min(1).max(3650);
export const Retention = z
  .strictObject({ plays_days: days, audit_days: days, commands_days: days, alerts_days: days })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof Retention>;

const settingsFields = {
  name: text(100),
  timezone: Timezone,
  default_locale: Locale,
  default_campaign_id: Id.nullable(),
  heartbeat_seconds: z.int().min(5).max(300),
  /** Seconds an image stays when nothing else says so. */
  default_image_duration: z.number().min(1).max(3600),
  campaign_change: CampaignChange,
};

/** What people may set. */
export const Settings = z.object({
  ...settingsFields,
  retention: Retention,
  alerts: AlertRules,
  updated_at: Instant,
});
export type Settings = z.infer<typeof Settings>;

/** With what the server was started with, which can only be read here. */
export const SystemSettings = Settings.extend({ limits: z.object({ max_upload_bytes: z.int() }) }).meta({ id: 'Settings' });
export type SystemSettings = z.infer<typeof SystemSettings>;

/** Only what is named changes, also inside `retention`, `alerts` and each of its rules. */
export const SettingsPatch = z
  .strictObject({
    ...settingsFields,
    retention: Retention.partial(),
    alerts: z
      .strictObject({
        player_offline: ruleFields.player_offline.partial(),
        player_behind: ruleFields.player_behind.partial(),
        player_storage: ruleFields.player_storage.partial(),
        player_clock: ruleFields.player_clock.partial(),
        content_failing: ruleFields.content_failing.partial(),
        location_empty: ruleFields.location_empty.partial(),
      })
      .partial(),
  })
  .partial();

/** The original's fields, and `media`. */
export const Health = z
  .object({
    status: z.enum(['healthy', 'degraded']),
    timestamp: Instant,
    database: z.string(),
    /** Where media files last; when it is away the rest goes on, and the status is `degraded` with 200. */
    media: z.string(),
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
    /** `open`: the cause is still there; of these, those nobody takes care of. */
    alerts: z.object({ open: z.int(), unacknowledged: z.int() }),
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
