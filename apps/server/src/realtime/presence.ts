import { Playback, type PlayerHeartbeat } from '@tvs/protocol';
import type { Context } from '../context.ts';
import type { LivePlayer, PresenceReader } from '../platform/presence.ts';
import { markAllOffline, writePresence } from './presence-store.ts';
import type { Timing } from './timing.ts';

/** Keys of `system_info` that are kept. */
const mostFacts = 64;

/** What consoles call a player, and where it hangs. */
export interface Who {
  id: number;
  name: string;
  location_id: number;
}

interface Known {
  who: Who;
  live: LivePlayer;
  dirty: boolean;
  /** Until when (`performance.now()`) it must have said something. */
  deadline: number;
  heartbeat: number;
  grace: NodeJS.Timeout | null;
}

/** Called when something that consoles show has changed. */
export type PresenceListener = (player_id: number) => void;

/**
 * What is known of players at this moment. Heartbeats touch memory only; the database is told in bulk every few
 * seconds, and a quarter of a second after someone came or went. Bounded by the rows of players.
 */
export class Presence implements PresenceReader {
  readonly #context: Context;
  readonly #timing: Timing;
  readonly #told: PresenceListener;
  readonly #known = new Map<number, Known>();
  readonly #ticking: NodeJS.Timeout;
  #soon: NodeJS.Timeout | null = null;
  #writing: Promise<void>;
  #closed = false;
  /** Settled once the database says that nobody is online: no player is let in before. */
  readonly started: Promise<void>;

  constructor(context: Context, timing: Timing, told: PresenceListener) {
    this.#context = context;
    this.#timing = timing;
    this.#told = told;
    this.started = markAllOffline(context.db).catch((error: unknown) => {
      context.log.error({ err: error }, 'could not mark the players offline');
    });
    this.#writing = this.started;
    this.#ticking = setInterval(() => void this.flush(), timing.flush).unref();
  }

  get(player_id: number): LivePlayer | undefined {
    return this.#known.get(player_id)?.live;
  }

  who(player_id: number): Who | undefined {
    return this.#known.get(player_id)?.who;
  }

  /** Everyone known who hangs on the location. */
  *at(location_id: number): Generator<number> {
    for (const [id, { who }] of this.#known) if (who.location_id === location_id) yield id;
  }

  /** Renamed or moved. */
  rename(who: Who): void {
    const known = this.#known.get(who.id);
    if (!known) return;
    known.who = who;
    this.#told(who.id);
  }

  /** A player registered. `heartbeat` in seconds: how often it is to say something. */
  online(who: Who, facts: Omit<LivePlayer, 'status' | 'last_seen'>, heartbeat: number): void {
    const known = this.#known.get(who.id);
    if (known?.grace) clearTimeout(known.grace);
    const was = known?.live.status;
    this.#known.set(who.id, {
      who,
      live: { ...facts, status: 'online', last_seen: this.#context.clock.now() },
      dirty: true,
      deadline: performance.now() + heartbeat * 1000 * this.#timing.missedHeartbeats,
      heartbeat,
      grace: null,
    });
    if (was !== 'online') this.#flushSoon();
    this.#told(who.id);
  }

  /** A heartbeat, or what came with an answer. */
  heard(player_id: number, beat: PlayerHeartbeat): void {
    const known = this.#known.get(player_id);
    if (!known) return;
    const { live } = known;
    const before = visible(live);
    const now = this.#context.clock.now();
    live.last_seen = now;
    if (beat.status !== undefined) live.playback = Playback.safeParse(beat.status).data ?? null;
    if (beat.current_content_id !== undefined && beat.current_content_id !== live.current_content_id) {
      // What follows something that was on began now; what is heard of first may have begun long ago.
      live.current_since = live.current_content_id === null || beat.current_content_id === null ? null : now;
      live.current_content_id = beat.current_content_id;
    }
    if (beat.current_campaign_id !== undefined) live.current_campaign_id = beat.current_campaign_id;
    if (beat.programme_version !== undefined) live.programme_version = storable(beat.programme_version);
    live.system_info = bounded({ ...(beat.system_info ?? live.system_info), ...measured(beat, now) });
    known.deadline = performance.now() + known.heartbeat * 1000 * this.#timing.missedHeartbeats;
    known.dirty = true;
    if (visible(live) !== before) this.#told(player_id);
  }

  /** A picture of its screen was kept. */
  pictured(player_id: number, at: number): void {
    const known = this.#known.get(player_id);
    if (!known) return;
    known.live.screenshot_at = at;
    this.#told(player_id);
  }

  /** Its socket is gone. After a clean goodbye it is offline at once, else if it is not back soon. */
  gone(player_id: number, clean: boolean): void {
    const known = this.#known.get(player_id);
    if (!known || this.#closed) return;
    if (known.grace) clearTimeout(known.grace);
    known.deadline = Number.POSITIVE_INFINITY;
    if (clean) this.#offline(player_id, known);
    else known.grace = setTimeout(() => this.#offline(player_id, known), this.#timing.grace).unref();
  }

  /** The row is gone. */
  forget(player_id: number): void {
    const known = this.#known.get(player_id);
    if (known?.grace) clearTimeout(known.grace);
    this.#known.delete(player_id);
  }

  /** Players online that have said nothing for too long. */
  *silent(): Generator<number> {
    const now = performance.now();
    for (const [id, known] of this.#known) if (known.live.status === 'online' && known.deadline < now) yield id;
  }

  /** Writes what changed since the last time; one writer at a time. */
  flush(): Promise<void> {
    if (this.#soon) clearTimeout(this.#soon);
    this.#soon = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Everyone is offline from now on as far as this process knows; the last write. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#ticking);
    for (const known of this.#known.values()) {
      if (known.grace) clearTimeout(known.grace);
      if (known.live.status === 'offline') continue;
      known.live.status = 'offline';
      known.live.playback = null;
      known.dirty = true;
    }
    await this.flush();
  }

  #offline(player_id: number, known: Known): void {
    known.grace = null;
    if (known.live.status === 'offline' || this.#known.get(player_id) !== known) return;
    known.live.status = 'offline';
    known.live.playback = null;
    known.dirty = true;
    this.#flushSoon();
    this.#told(player_id);
  }

  #flushSoon(): void {
    this.#soon ??= setTimeout(() => void this.flush(), this.#timing.flushSoon).unref();
  }

  async #write(): Promise<void> {
    const dirty = [...this.#known].filter(([, known]) => known.dirty);
    if (dirty.length === 0) return;
    for (const [, known] of dirty) known.dirty = false;
    try {
      await writePresence(this.#context.db, new Map(dirty.map(([id, known]) => [id, { ...known.live }])));
    } catch (error) {
      for (const [, known] of dirty) known.dirty = true;
      this.#context.log.error({ err: error, players: dirty.length }, 'could not write presence; the next write has it');
    }
  }
}

/** Versions are ASCII in the database; what is not can't be one of ours. */
export function storable(version: string | null): string | null {
  return version !== null && /^[\x21-\x7e]{1,64}$/.test(version) ? version : null;
}

function visible(live: LivePlayer): string {
  return `${live.status} ${live.playback} ${live.current_campaign_id} ${live.current_content_id} ${live.programme_version}`;
}

/** What a heartbeat says beside `system_info`, kept with it. */
function measured({ clock, storage, pending_plays, library, on_screen_version }: PlayerHeartbeat, now: number): LivePlayer['system_info'] {
  return {
    ...(clock === undefined ? {} : { clock_ahead_ms: Math.round(clock - now) }),
    ...(storage?.used === undefined ? {} : { storage_used: storage.used }),
    ...(storage?.quota === undefined ? {} : { storage_quota: storage.quota }),
    ...(pending_plays === undefined ? {} : { pending_plays }),
    ...(library === undefined ? {} : { library_ready: library.ready, library_total: library.total }),
    ...(on_screen_version === undefined ? {} : { on_screen_version }),
  };
}

function bounded(facts: LivePlayer['system_info']): LivePlayer['system_info'] {
  const entries = Object.entries(facts);
  return entries.length <= mostFacts ? facts : Object.fromEntries(entries.slice(-mostFacts));
}
