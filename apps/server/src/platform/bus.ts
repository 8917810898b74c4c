import { EventEmitter } from 'node:events';
import type { Activity, CommandEvent, ContentProgress, Notification } from '@tvs/protocol';
import type { Logger } from './logging.ts';

/** What a committed write changed, as far as screens are concerned. Ids only; publishing finds out who must hear of it. */
export interface Changed {
  /** Schedules or settings of these locations, and of everything below them. */
  locations?: readonly number[];
  /** Something that counts everywhere: a schedule without location, the system's settings. */
  everywhere?: boolean;
  campaigns?: readonly number[];
  contents?: readonly number[];
  /** Players renamed or moved. */
  players?: readonly number[];
  /** The tree itself: parents, zones, new or removed nodes. */
  tree?: boolean;
}

export interface BusEvents {
  changed: Changed;
  /** A command waits for this player. */
  command_queued: { player_id: number };
  /** Something about a command changed (for consoles). */
  command: CommandEvent;
  /** Send the newest programme again, though the player may have it. */
  sync: { player_id: number };
  /** A picture of the player's screen is kept, perhaps as the answer to a command. */
  player_screenshot: { player_id: number; screenshot_at: number; command_id: number | null };
  /** The player's key no longer counts: it was removed or renewed. */
  player_revoked: { player_id: number };
  /** The user's tokens no longer count; with `session` only those of that sign-in. */
  user_revoked: { user_id: number; session?: string };
  activity: Activity;
  content_progress: ContentProgress;
  /** The player came, went or said something: its presence is worth another look. */
  presence: { player_id: number };
  /** Players of the location were sent another version. */
  published: { location_id: number };
  /** For the consoles of those who may see the location; `null`: of everyone. */
  notification: Notification & { location_id: number | null };
}

/**
 * How a layer tells those above it: after the commit, never before. Listeners run at once and may be async; what they
 * throw is logged, never given back to the writer, whose write stands.
 */
export interface Bus {
  emit<Name extends keyof BusEvents>(name: Name, event: BusEvents[Name]): void;
  on<Name extends keyof BusEvents>(name: Name, listener: (event: BusEvents[Name]) => void | Promise<void>): () => void;
}

export function createBus(log: Logger): Bus {
  const emitter = new EventEmitter();
  return {
    emit: (name, event) => {
      emitter.emit(name, event);
    },
    on: (name, listener) => {
      const run = (event: BusEvents[typeof name]) => {
        Promise.resolve()
          .then(() => listener(event))
          .catch((error: unknown) => log.error({ err: error, event: name }, 'a listener failed'));
      };
      emitter.on(name, run);
      return () => emitter.off(name, run);
    },
  };
}
