import type { Context } from '../context.ts';
import type { Published, Publishing, Why } from '../publishing/publishing.ts';
import type { Session } from './sessions.ts';
import type { Gateway } from './types.ts';

interface Audience {
  players: number;
  /** `performance.now()` of the last new version. */
  pushedAt: number;
  stop: () => void;
}

/** The room of a location's players. */
function roomOf(location_id: number): string {
  return `location:${location_id}`;
}

/**
 * Watches the locations whose players are connected here, and sends what is new to their rooms: encoded once, however
 * many screens.
 */
export class Audiences {
  readonly #io: Gateway;
  readonly #publishing: Publishing;
  readonly #clock: Context['clock'];
  readonly #published: (location_id: number) => void;
  readonly #audiences = new Map<number, Audience>();

  /** `published` is told of each new version. */
  constructor(io: Gateway, { clock }: Pick<Context, 'clock'>, publishing: Publishing, published: (location_id: number) => void) {
    this.#io = io;
    this.#clock = clock;
    this.#publishing = publishing;
    this.#published = published;
  }

  /** Watches on for one more player; returns what ends that. */
  hold(location_id: number): () => void {
    const audience = this.#audiences.get(location_id) ?? this.#open(location_id);
    audience.players++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      audience.players--;
      if (audience.players > 0) return;
      audience.stop();
      this.#audiences.delete(location_id);
    };
  }

  /**
   * Sends one player its programme, unless it holds that version, and what is on; from then on it hears its location.
   * Nothing may be awaited in here: a version published meanwhile would miss it.
   */
  brief(session: Session, published: Published, holds: string | null = null): void {
    const { socket } = session;
    if (holds !== published.version) socket.emit('programme_update', published.update);
    socket.emit('campaign_update', published.campaignUpdate(this.#clock.now()));
    session.sent = { version: published.version, at: performance.now(), again: 0 };
    for (const room of socket.rooms) if (room.startsWith('location:') && room !== roomOf(published.location_id)) void socket.leave(room);
    void socket.join(roomOf(published.location_id));
  }

  /** When (`performance.now()`) the location's players were last sent a new version. */
  pushedAt(location_id: number): number {
    return this.#audiences.get(location_id)?.pushedAt ?? Number.NEGATIVE_INFINITY;
  }

  close(): void {
    for (const audience of this.#audiences.values()) audience.stop();
    this.#audiences.clear();
  }

  #open(location_id: number): Audience {
    const audience: Audience = {
      players: 0,
      pushedAt: Number.NEGATIVE_INFINITY,
      stop: this.#publishing.watch(location_id, (published, why) => this.#send(published, why)),
    };
    this.#audiences.set(location_id, audience);
    return audience;
  }

  #send(published: Published, why: Why): void {
    const room = this.#io.to(roomOf(published.location_id));
    if (why === 'changed') room.emit('programme_update', published.update);
    room.emit('campaign_update', published.campaignUpdate(this.#clock.now()));
    if (why === 'edge') return;
    const audience = this.#audiences.get(published.location_id);
    if (audience) audience.pushedAt = performance.now();
    this.#published(published.location_id);
  }
}
