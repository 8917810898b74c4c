import type { ColumnType, Generated } from 'kysely';

/** Epoch milliseconds. */
type Instant = number;
/** 0 or 1: the same on SQLite and MySQL. */
type Flag = number;
/** Text holding JSON. */
type Json = string;
/** Set once by the database. */
type Id = ColumnType<number, number | undefined, never>;

export interface UsersTable {
  id: Id;
  username: string;
  email: string;
  password_hash: string;
  role: 'admin' | 'manager' | 'viewer';
  /** Grows when every earlier token must die. */
  token_version: Generated<number>;
  locale: string | null;
  theme: Generated<string>;
  created_at: Instant;
  updated_at: Instant;
}

export interface UserLocationsTable {
  user_id: number;
  location_id: number;
}

/** Signed out before their token ran out. */
export interface EndedSessionsTable {
  /** The token's `jti`. */
  session: string;
  user_id: number;
  expires_at: Instant;
}

/** A file that comes in parts; its bytes so far lie in a file of this name. */
export interface UploadsTable {
  /** 128 random bits in hex. */
  id: string;
  user_id: number;
  /** Bytes of the whole file. */
  length: number;
  metadata: Json;
  /** What came of it. */
  content_id: number | null;
  created_at: Instant;
  expires_at: Instant;
}

export interface LocationsTable {
  id: Id;
  name: string;
  parent_id: number | null;
  timezone: string | null;
  address: string | null;
  default_campaign_id: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface ContentTable {
  id: Id;
  title: string;
  description: string | null;
  type: 'video' | 'image' | 'audio' | 'html' | 'editorial';
  /** The name it was uploaded under: for people, never a path. */
  filename: string;
  /** What the player plays: hash of the stored file, which is also its address. */
  sha256: string;
  file_size: number;
  mime_type: string;
  /** The file as it came, where another is played: hash, bytes, type. */
  source_sha256: string | null;
  source_size: number | null;
  source_mime_type: string | null;
  /** Hash of the thumbnail's file, when there is one. */
  thumbnail_sha256: string | null;
  /** Seconds. */
  duration: number | null;
  width: number | null;
  height: number | null;
  status: 'processing' | 'ready' | 'failed';
  status_detail: string | null;
  metadata: Json;
  tags: Json;
  /** Title, description, tags and file name, lower case and without accents. */
  search: string;
  created_by: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface CampaignsTable {
  id: Id;
  name: string;
  description: string | null;
  location_id: number | null;
  priority: number;
  is_active: Flag;
  start_date: string | null;
  end_date: string | null;
  /** Items kept but not played, or null. */
  draft: Json | null;
  draft_updated_at: Instant | null;
  search: string;
  created_by: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface CampaignContentTable {
  campaign_id: number;
  /** From 0. */
  position: number;
  content_id: number;
  /** Seconds. */
  duration: number | null;
  fit: 'contain' | 'cover' | 'fill';
  muted: Flag;
  /** Local dates, inclusive. */
  valid_from: string | null;
  valid_until: string | null;
}

export interface SchedulesTable {
  id: Id;
  campaign_id: number;
  location_id: number | null;
  start_date: string;
  end_date: string | null;
  start_time: string | null;
  end_time: string | null;
  days_of_week: Json | null;
  is_active: Flag;
  priority: number;
  recurrence_rule: Json | null;
  created_by: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface PlayersTable {
  id: Id;
  name: string;
  /** SHA-256 of the key; the key itself is shown once. */
  player_key_hash: string;
  /** Grows with each new key: earlier tokens die. */
  key_version: Generated<number>;
  location_id: number;
  device_type: string;
  ip_address: string | null;
  mac_address: string | null;
  resolution: string | null;
  status: Generated<'online' | 'offline'>;
  playback: string | null;
  last_seen: Instant | null;
  current_campaign_id: number | null;
  current_content_id: number | null;
  system_info: Json;
  player_version: string | null;
  programme_version: string | null;
  /** The newest picture of its screen: when it came, and its hash. */
  screenshot_at: Instant | null;
  screenshot_sha256: string | null;
  search: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface PlayerCommandsTable {
  id: Id;
  player_id: number;
  command: string;
  params: Json | null;
  status: 'queued' | 'sent' | 'done' | 'failed' | 'expired';
  result: Json | null;
  created_by: number | null;
  created_at: Instant;
  expires_at: Instant;
  sent_at: Instant | null;
  answered_at: Instant | null;
}

export interface PlayerPairingsTable {
  id: Id;
  code: string;
  /** SHA-256 of the device's secret. */
  token_hash: string;
  device_type: string;
  resolution: string | null;
  ip_address: string | null;
  player_id: number | null;
  created_at: Instant;
  expires_at: Instant;
}

export interface ReceiptsTable {
  player_id: number;
  programme_version: string;
  received_at: Instant | null;
  downloaded_at: Instant | null;
  on_screen_at: Instant | null;
}

export interface PlayerLogsTable {
  player_id: number;
  received_at: Instant;
  lines: Json;
}

export interface PlayerHealthTable {
  /** The begin of the hour. */
  at: Instant;
  player_id: number;
  storage_used: number | null;
  storage_quota: number | null;
  heap_mb: number | null;
  network_mbit: number | null;
  network_rtt_ms: number | null;
  clock_ahead_ms: number | null;
}

export interface PlaysTable {
  id: Id;
  player_id: number;
  /** The player's own counter: a play is stored once. */
  seq: number;
  content_id: number;
  campaign_id: number | null;
  schedule_id: number | null;
  started_at: Instant;
  /** Milliseconds. */
  length: number;
  completed: Flag;
  reason: string | null;
  programme_version: string | null;
  received_at: Instant;
  /** Where the player hung when it arrived. */
  location_id: number | null;
  /** The player's clock can not have been right. */
  clock_suspect: Generated<Flag>;
}

export interface EditorialsTable {
  id: Id;
  name: string;
  kind: 'manual' | 'feed';
  feed_url: string | null;
  config: Json;
  /** The content that stands for it in campaigns. */
  content_id: number;
  /** What the feed's server said of the answer read last: asked again with it, it need not answer twice. */
  feed_etag: string | null;
  feed_last_modified: string | null;
  /** Read last with success. */
  feed_fetched_at: Instant | null;
  /** Also the claim of whoever is reading it: only one moves it on from the same instant. */
  feed_next_at: Instant | null;
  feed_error: string | null;
  feed_failures: Generated<number>;
  search: string;
  created_by: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface EditorialItemsTable {
  id: Id;
  editorial_id: number;
  position: number;
  /** What makes an item of a feed the same one next time: hash of its guid, else its link, else its text. */
  guid: string | null;
  title: string;
  body: string | null;
  link: string | null;
  published_at: Instant | null;
  expires_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface CastDevicesTable {
  id: Id;
  name: string;
  host: string;
  port: number;
  location_id: number | null;
  last_seen: Instant | null;
  created_at: Instant;
}

export interface AlertsTable {
  id: Id;
  kind: string;
  player_id: number | null;
  location_id: number | null;
  content_id: number | null;
  /** The name of what it is about, when it was raised. */
  title: Generated<string>;
  params: Json;
  /** Kind and subject while it is open, else null; unique. */
  open_key: string | null;
  raised_at: Instant;
  acknowledged_at: Instant | null;
  acknowledged_by: number | null;
  cleared_at: Instant | null;
  updated_at: Generated<Instant>;
}

/** Who did what; the activity feed is this table without `before` and `after`. */
export interface AuditLogTable {
  id: Id;
  at: Instant;
  user_id: number | null;
  user_name: string | null;
  action: string;
  resource: string;
  resource_id: number | null;
  title: string;
  location_id: number | null;
  before: Json | null;
  after: Json | null;
  request_id: string | null;
  /** Title and user's name, lower case and without accents. */
  search: Generated<string>;
}

export interface SettingsTable {
  name: string;
  value: Json;
  updated_at: Generated<Instant>;
}

export interface JobsTable {
  id: Id;
  kind: string;
  payload: Json;
  status: Generated<'waiting' | 'running' | 'done' | 'failed'>;
  attempts: Generated<number>;
  error: string | null;
  created_at: Instant;
  updated_at: Instant;
}

/** What was done for an `Idempotency-Key`: written with it, so that it is not done again. */
export interface IdempotencyKeysTable {
  id: Id;
  /** Hash of user, operation, path and key; unique. */
  name: string;
  /** Hash of what the request said. */
  says: string;
  /** What it was done to, as the audit log names it. */
  resource: string | null;
  resource_id: number | null;
  /** The answer, once there is one: its status and its body, which only the key opens. */
  status: number | null;
  answer: string | null;
  created_at: Instant;
}

/** Every table, as the migrations leave it; a test compares this with the database on both systems. */
export interface Tables {
  users: UsersTable;
  user_locations: UserLocationsTable;
  ended_sessions: EndedSessionsTable;
  uploads: UploadsTable;
  locations: LocationsTable;
  content: ContentTable;
  campaigns: CampaignsTable;
  campaign_content: CampaignContentTable;
  schedules: SchedulesTable;
  players: PlayersTable;
  player_commands: PlayerCommandsTable;
  player_pairings: PlayerPairingsTable;
  receipts: ReceiptsTable;
  player_logs: PlayerLogsTable;
  player_health: PlayerHealthTable;
  plays: PlaysTable;
  editorials: EditorialsTable;
  editorial_items: EditorialItemsTable;
  cast_devices: CastDevicesTable;
  alerts: AlertsTable;
  audit_log: AuditLogTable;
  settings: SettingsTable;
  jobs: JobsTable;
  idempotency_keys: IdempotencyKeysTable;
}
