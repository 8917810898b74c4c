import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Context } from '../context.ts';
import { ProblemError, problems } from '../platform/errors.ts';
import type { PresenceReader } from '../platform/presence.ts';
import type { Publishing } from '../publishing/publishing.ts';
import { Audiences } from './audiences.ts';
import { limitBacklog } from './backlog.ts';
import { listenToBus } from './bus-events.ts';
import { CommandExpiry } from './command-expiry.ts';
import { Commands } from './commands.ts';
import { Consoles } from './consoles.ts';
import { createAddressReader, isOwnOrigin } from './door.ts';
import type { Hub } from './hub.ts';
import { openPlayerSocket } from './player-socket.ts';
import { Presence } from './presence.ts';
import { Sessions } from './sessions.ts';
import { standardTiming, type Timing } from './timing.ts';
import type { Gateway, RealtimeAuth, TvsSocket } from './types.ts';

export type { RealtimeAuth } from './types.ts';

export interface Realtime {
  presence: PresenceReader;
  /** Tells everyone to come back later, writes what is known of players, and closes every socket; the HTTP server stays. */
  close(): Promise<void>;
}

export interface RealtimeParts {
  server: HttpServer;
  publishing: Publishing;
  auth: RealtimeAuth;
  timing?: Partial<Timing>;
}

/** Over how long those whom a stopping server sends away are to come back, seconds. */
const reconnectSpread = 15;

/** Socket.IO at `/socket.io`: players and consoles. */
export function createRealtime(context: Context, { server, publishing, auth, timing: given }: RealtimeParts): Realtime {
  const timing = { ...standardTiming, ...given };
  const { config, log } = context;
  let closing = false;
  const io: Gateway = new Server(server, {
    path: '/socket.io',
    serveClient: false,
    // Original clients begin with polling.
    transports: ['polling', 'websocket'],
    perMessageDeflate: false,
    // The largest word of a player is a heartbeat of a few kB.
    maxHttpBufferSize: 2 ** 15,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    connectTimeout: timing.register,
    allowRequest: (request, answer) => answer(null, !closing && isOwnOrigin(request, config)),
  });

  const sessions = new Sessions();
  const presence = new Presence(context, timing, player_id => {
    consoles.playerChanged(player_id);
    context.bus.emit('presence', { player_id });
  });
  const consoles = new Consoles(context, auth, timing, id => {
    const who = presence.who(id);
    const live = presence.get(id);
    return who && live ? { ...who, live, newest: publishing.version(who.location_id) } : null;
  });
  const audiences = new Audiences(io, context, publishing, location_id => {
    // Who was up to date is not any more.
    for (const id of presence.at(location_id)) consoles.playerChanged(id);
    context.bus.emit('published', { location_id });
  });
  const commands = new Commands(context, sessions);
  const expiry = new CommandExpiry(context);
  const address = createAddressReader(config.trustProxy);
  const hub: Hub = {
    context,
    auth,
    publishing,
    sessions,
    presence,
    audiences,
    commands,
    consoles,
    addressOf: ({ handshake }) => address(handshake.address, handshake.headers['x-forwarded-for']),
  };

  io.use((socket, next) => {
    signIn(socket, auth).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    );
  });
  io.on('connection', socket => {
    limitBacklog(socket);
    if (socket.data.viewer) consoles.add(socket);
    else openPlayerSocket(hub, socket, timing);
  });

  const silence = listenToBus(hub, expiry);
  const sweeping = setInterval(() => {
    for (const id of presence.silent()) {
      log.info({ player_id: id }, 'a player is silent: its socket is closed');
      presence.gone(id, true);
      sessions.get(id)?.socket.disconnect(true);
    }
  }, timing.sweep).unref();
  expiry.arm().catch((error: unknown) => log.error({ err: error }, 'could not look for commands that are due'));

  return {
    presence,
    async close() {
      closing = true;
      silence();
      clearInterval(sweeping);
      expiry.close();
      audiences.close();
      io.emit('server_closing', { reconnect_spread_seconds: reconnectSpread });
      await Promise.all([presence.close(), goodbye(io, timing.goodbye)]);
      consoles.close();
      io.engine.close();
    },
  };
}

/** A socket with a token is a console's; without one it is a player's, which registers. */
async function signIn(socket: TvsSocket, auth: RealtimeAuth): Promise<void> {
  const { token } = socket.handshake.auth as { token?: unknown };
  if (token === undefined || token === null) return;
  if (typeof token !== 'string') throw problems.unauthenticated('auth.token must be a string.');
  socket.data.viewer = await auth.userFromToken(token);
  socket.data.token = token;
}

/** What `connect_error` tells: the problem's words, or that it is ours. */
function refusal(error: unknown): Error {
  const problem = error instanceof ProblemError ? error : problems.internal('Something went wrong here; try again.');
  return Object.assign(new Error(problem.message), { data: { code: problem.code, detail: problem.message } });
}

/** Closes every connection once it has taken its last message, or when its time is over. */
async function goodbye(io: Gateway, patience: number): Promise<void> {
  const connections = [...io.of('/').sockets.values()].map(({ conn }) => conn);
  const gone = connections.map(conn => new Promise<void>(resolve => conn.once('close', () => resolve())));
  io.disconnectSockets(true);
  await Promise.race([Promise.all(gone), new Promise(resolve => setTimeout(resolve, patience).unref())]);
}
