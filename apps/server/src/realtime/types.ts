import type { PlayerToServer, ServerToConsole, ServerToPlayer } from '@tvs/protocol';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { UserViewer } from '../platform/access.ts';
import type { Session } from './sessions.ts';

/** What realtime needs of sign-in. */
export interface RealtimeAuth {
  /** @throws ProblemError when the token is malformed, expired or revoked */
  userFromToken(token: string): Promise<UserViewer>;
  /** A bearer token for the player's media and own routes. */
  playerToken(player: { id: number; key_version: number }): Promise<{ token: string; expires_in: number }>;
}

/** What hangs on a socket: a console has a viewer, a player that registered has a session. */
export interface SocketData {
  viewer?: UserViewer;
  token?: string;
  session?: Session;
}

export type Gateway = Server<PlayerToServer, ServerToPlayer & ServerToConsole, DefaultEventsMap, SocketData>;
export type TvsSocket = Socket<PlayerToServer, ServerToPlayer & ServerToConsole, DefaultEventsMap, SocketData>;
