import { z } from 'zod';
import { ContentStatus } from './content.ts';
import { CommandName, CommandParams, CommandResult, DeviceType, Playback, SystemInfo } from './players.ts';
import { Id, Instant } from './primitives.ts';
import type { CampaignUpdate, ProgrammeUpdate } from './programme.ts';
import type { Activity } from './system.ts';

/** Who says what to whom over Socket.IO: names and bodies of the original, `+` marked in the docs. */

export const PlayerRegister = z.object({
  player_key: z.string().min(1).max(100),
  device_type: DeviceType.optional(),
  /** `1920x1080`. */
  resolution: z
    .string()
    .regex(/^\d{1,5}x\d{1,5}$/)
    .optional(),
  player_version: z.string().max(40).optional(),
  programme_version: z.string().max(64).nullable().optional(),
  /** Only if no other device is connected as this player: one that was replaced asks so, and takes nothing away. */
  yields: z.boolean().optional(),
});
export type PlayerRegister = z.infer<typeof PlayerRegister>;

export const RegisterSuccess = z.object({
  player_id: Id,
  /** Bearer token for the media and the player's own routes. */
  token: z.string(),
  /** Seconds the token lives: register again on the same socket before. */
  token_expires_in: z.int(),
  heartbeat_seconds: z.int(),
  server_time: Instant,
  name: z.string(),
});
export type RegisterSuccess = z.infer<typeof RegisterSuccess>;

export const RegisterError = z.object({
  code: z.enum(['invalid', 'unknown_key', 'replaced', 'revoked', 'timeout', 'server_error']),
  detail: z.string(),
});
export type RegisterError = z.infer<typeof RegisterError>;

export const PlayerHeartbeat = z.object({
  player_id: Id.optional(),
  status: Playback.or(z.string().max(20)).optional(),
  current_content_id: Id.nullable().optional(),
  current_campaign_id: Id.nullable().optional(),
  system_info: SystemInfo.optional(),
  programme_version: z.string().max(64).nullable().optional(),
  /** The player's clock, epoch ms, when it sent this. */
  clock: z.number().optional(),
  storage: z.object({ used: z.number(), quota: z.number() }).partial().optional(),
  pending_plays: z.int().min(0).optional(),
  /** Files of the programme it holds: verified, and in all. */
  library: z.object({ ready: z.int().min(0), total: z.int().min(0) }).optional(),
  /** The version by which what is on the glass plays; `null` while that is still an earlier one, or nothing. */
  on_screen_version: z.string().max(64).nullable().optional(),
});
export type PlayerHeartbeat = z.infer<typeof PlayerHeartbeat>;

/** Answers a command, or says at once what the next heartbeat would have said. */
export const PlayerStatusUpdate = PlayerHeartbeat.extend({ command_id: Id.optional(), result: CommandResult.optional() });
export type PlayerStatusUpdate = z.infer<typeof PlayerStatusUpdate>;

export const PlayerCommand = z.object({ id: Id, command: CommandName, params: CommandParams.nullable() });
export type PlayerCommand = z.infer<typeof PlayerCommand>;

/** What changed of some players; sent to consoles at most a few times a second. */
export const PlayerStatusEvent = z.object({
  players: z.array(
    z.object({
      id: Id,
      name: z.string(),
      location_id: Id,
      status: z.enum(['online', 'offline']),
      playback: z.string().nullable(),
      last_seen: Instant.nullable(),
      current_campaign_id: Id.nullable(),
      current_content_id: Id.nullable(),
      current_since: Instant.nullable(),
      programme_version: z.string().nullable(),
      up_to_date: z.boolean().nullable(),
      screenshot_at: Instant.nullable(),
    }),
  ),
});
export type PlayerStatusEvent = z.infer<typeof PlayerStatusEvent>;

export const ContentProgress = z.object({
  content_id: Id,
  status: ContentStatus,
  status_detail: z.string().nullable(),
  /** 0 to 1 while processing. */
  progress: z.number(),
});
export type ContentProgress = z.infer<typeof ContentProgress>;

/** The result of a command, for consoles. */
export const CommandEvent = z.object({
  player_id: Id,
  command_id: Id,
  command: CommandName,
  status: z.enum(['queued', 'sent', 'done', 'failed', 'expired']),
  result: CommandResult.nullable(),
});
export type CommandEvent = z.infer<typeof CommandEvent>;

export const Notification = z.object({
  code: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Notification = z.infer<typeof Notification>;

/** The server is going: reconnect after a random part of the spread. */
export const ServerClosing = z.object({ reconnect_spread_seconds: z.number() });
export type ServerClosing = z.infer<typeof ServerClosing>;

export interface PlayerToServer {
  player_register: (body: PlayerRegister) => void;
  player_heartbeat: (body: PlayerHeartbeat) => void;
  player_status_update: (body: PlayerStatusUpdate) => void;
}

export interface ServerToPlayer {
  register_success: (body: RegisterSuccess) => void;
  register_error: (body: RegisterError) => void;
  campaign_update: (body: CampaignUpdate) => void;
  programme_update: (body: ProgrammeUpdate) => void;
  player_command: (body: PlayerCommand) => void;
  server_closing: (body: ServerClosing) => void;
}

export interface ServerToConsole {
  notification: (body: Notification) => void;
  player_status: (body: PlayerStatusEvent) => void;
  player_status_update: (body: CommandEvent) => void;
  content_progress: (body: ContentProgress) => void;
  activity: (body: Activity) => void;
  server_closing: (body: ServerClosing) => void;
}
