import type { SystemInfo } from '@tvs/protocol';
import type { z } from 'zod';

/** What the server knows of a player at this moment, from its socket; more exact than the database, which is flushed in bulk. */
export interface LivePlayer {
  status: 'online' | 'offline';
  playback: string | null;
  /** Epoch ms. */
  last_seen: number;
  current_campaign_id: number | null;
  current_content_id: number | null;
  /** Epoch ms since when that content is on; `null`: nobody heard it begin. */
  current_since: number | null;
  system_info: z.infer<typeof SystemInfo>;
  player_version: string | null;
  programme_version: string | null;
  ip_address: string | null;
  resolution: string | null;
  /** Epoch ms of the newest picture of its screen. */
  screenshot_at: number | null;
}

/** How features read presence; realtime keeps it. */
export interface PresenceReader {
  /** Players seen since this process started. */
  get(player_id: number): LivePlayer | undefined;
}
