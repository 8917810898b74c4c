import type { TvsSocket } from './types.ts';

/** Who a player is, as its row says. */
export interface PlayerFacts {
  id: number;
  name: string;
  location_id: number;
  key_version: number;
}

/** A player's one live socket. */
export interface Session {
  readonly socket: TvsSocket;
  player: PlayerFacts;
  /** Registered and told its programme: what happens from now on is sent to it. */
  ready: boolean;
  /** The location whose programme is watched for it, and what ends its part in that. */
  watching: { location_id: number; release: () => void } | null;
  /** The programme it was sent by itself last, when (`performance.now()`), and how often again since its heartbeats name another. */
  sent: { version: string; at: number; again: number } | null;
}

/** The sockets of players: one for each, whichever registered last. Bounded by the sockets that live. */
export class Sessions {
  readonly #byPlayer = new Map<number, Session>();

  get(player_id: number): Session | undefined {
    return this.#byPlayer.get(player_id);
  }

  /** Only when it is registered and told its programme. */
  ready(player_id: number): Session | undefined {
    const session = this.#byPlayer.get(player_id);
    return session?.ready ? session : undefined;
  }

  /** Makes this the player's socket; returns the one it takes over from. */
  claim(session: Session): Session | undefined {
    const earlier = this.#byPlayer.get(session.player.id);
    this.#byPlayer.set(session.player.id, session);
    return earlier;
  }

  isCurrent(session: Session): boolean {
    return this.#byPlayer.get(session.player.id) === session;
  }

  /** Returns whether it still was the player's. */
  drop(session: Session): boolean {
    session.watching?.release();
    session.watching = null;
    if (!this.isCurrent(session)) return false;
    this.#byPlayer.delete(session.player.id);
    return true;
  }
}
