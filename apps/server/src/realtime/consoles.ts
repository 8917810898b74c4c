import type { Activity, PlayerStatusEvent, ServerToConsole } from '@tvs/protocol';
import type { Context } from '../context.ts';
import { administratorsOwn, maySee, type UserViewer } from '../platform/access.ts';
import { iso } from '../platform/clock.ts';
import { ProblemError } from '../platform/errors.ts';
import type { LivePlayer } from '../platform/presence.ts';
import type { Timing } from './timing.ts';
import type { RealtimeAuth, TvsSocket } from './types.ts';

/** A player as its status event names it; `null`: not known any more. */
export type Describe = (player_id: number) => { name: string; location_id: number; live: LivePlayer; newest: string | null } | null;

type PlayerStatus = PlayerStatusEvent['players'][number];

/** The sockets of consoles: who may hear what, and the pace at which they hear of players. */
export class Consoles {
  readonly #context: Pick<Context, 'clock' | 'log'>;
  readonly #auth: RealtimeAuth;
  readonly #timing: Timing;
  readonly #describe: Describe;
  readonly #sockets = new Set<TvsSocket>();
  readonly #changed = new Set<number>();
  readonly #rechecking: NodeJS.Timeout;
  #batch: NodeJS.Timeout | null = null;

  constructor(context: Pick<Context, 'clock' | 'log'>, auth: RealtimeAuth, timing: Timing, describe: Describe) {
    this.#context = context;
    this.#auth = auth;
    this.#timing = timing;
    this.#describe = describe;
    this.#rechecking = setInterval(() => void this.recheck(), timing.recheck).unref();
  }

  add(socket: TvsSocket): void {
    this.#sockets.add(socket);
    const { until } = socket.data.viewer ?? {};
    const stop = until ? this.#context.clock.at(until, () => socket.disconnect(true)) : () => {};
    socket.on('disconnect', () => {
      stop();
      this.#sockets.delete(socket);
    });
  }

  /** As `tell`; what was done to users and settings only to administrators. */
  tellActivity(activity: Activity): void {
    const administrators = administratorsOwn.includes(activity.resource);
    for (const socket of this.#sockets) {
      const { viewer } = socket.data;
      if (!viewer || !maySee(viewer, activity.location_id) || (administrators && viewer.role !== 'admin')) continue;
      socket.emit('activity', activity);
    }
  }

  /** Tells those who may see the location; `null`: everyone. */
  tell<Name extends keyof ServerToConsole>(location_id: number | null, name: Name, ...body: Parameters<ServerToConsole[Name]>): void {
    for (const socket of this.#sockets) {
      const { viewer } = socket.data;
      if (viewer && maySee(viewer, location_id)) (socket as Emitter).emit(name, ...body);
    }
  }

  /** Something of a player that consoles show has changed; told with others, a few times a second. */
  playerChanged(player_id: number): void {
    if (this.#sockets.size === 0) return;
    this.#changed.add(player_id);
    this.#batch ??= setTimeout(() => this.#tellChanged(), this.#timing.consoles).unref();
  }

  /** The user's tokens no longer count; with a session only those of that sign-in. */
  disconnectUser(user_id: number, session?: string): void {
    for (const socket of this.#sockets) {
      const { viewer } = socket.data;
      if (viewer?.user_id === user_id && (session === undefined || viewer.session === session)) socket.disconnect(true);
    }
  }

  /** Whether the tokens still count, and what they may see by now. */
  async recheck(): Promise<void> {
    await Promise.all(
      [...this.#sockets].map(async socket => {
        try {
          socket.data.viewer = await this.#auth.userFromToken(socket.data.token ?? '');
        } catch (error) {
          if (error instanceof ProblemError) socket.disconnect(true);
          else this.#context.log.error({ err: error }, 'could not look at a console’s token again');
        }
      }),
    );
  }

  close(): void {
    clearInterval(this.#rechecking);
    if (this.#batch) clearTimeout(this.#batch);
    this.#sockets.clear();
  }

  #tellChanged(): void {
    this.#batch = null;
    const changed = [...this.#changed].flatMap(id => {
      const known = this.#describe(id);
      return known ? [statusOf(id, known)] : [];
    });
    this.#changed.clear();
    for (const socket of this.#sockets) {
      const players = visibleTo(socket.data.viewer, changed);
      if (players.length > 0) socket.emit('player_status', { players });
    }
  }
}

/** An emitter of any of the events: which body belongs to which name is checked by `tell`. */
interface Emitter {
  emit(name: string, ...body: unknown[]): boolean;
}

function visibleTo(viewer: UserViewer | undefined, players: PlayerStatus[]): PlayerStatus[] {
  return viewer ? players.filter(player => maySee(viewer, player.location_id)) : [];
}

function statusOf(id: number, { name, location_id, live, newest }: NonNullable<ReturnType<Describe>>): PlayerStatus {
  const { programme_version } = live;
  return {
    id,
    name,
    location_id,
    status: live.status,
    playback: live.playback,
    last_seen: iso(live.last_seen),
    current_campaign_id: live.current_campaign_id,
    current_content_id: live.current_content_id,
    programme_version,
    up_to_date: programme_version === null || newest === null ? null : programme_version === newest,
    current_since: iso(live.current_since),
    screenshot_at: iso(live.screenshot_at),
  };
}
