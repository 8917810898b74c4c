import { PlayerHeartbeat, PlayerRegister, PlayerStatusUpdate } from '@tvs/protocol';
import { dismiss } from './dismiss.ts';
import type { Hub } from './hub.ts';
import { Inbox } from './inbox.ts';
import { playerHeartbeat } from './player-heartbeat.ts';
import { registerPlayer } from './player-register.ts';
import { playerStatus } from './player-status.ts';
import type { Timing } from './timing.ts';
import type { TvsSocket } from './types.ts';

/** Reasons of `disconnect` after which nobody comes back by itself: someone said goodbye, or was sent away. */
const clean = new Set(['client namespace disconnect', 'server namespace disconnect', 'server shutting down']);

/** A socket without a user's token: a player, once it has registered. */
export function openPlayerSocket(hub: Hub, socket: TvsSocket, timing: Timing): void {
  const { log } = hub.context;
  const timeout = setTimeout(() => {
    // What follows a registration may take its time: its commands, a busy database.
    if (!socket.data.session?.ready) dismiss(socket, 'timeout');
  }, timing.register).unref();
  const inbox = new Inbox(socket, log);

  inbox.on(
    'player_register',
    PlayerRegister,
    body => registerPlayer(hub, socket, body),
    (code, detail) => {
      socket.emit('register_error', { code, detail });
      // It comes back with a pause of its own; half registered it would stay silent.
      if (code === 'server_error') socket.disconnect(true);
    },
  );
  inbox.on('player_heartbeat', PlayerHeartbeat, body => playerHeartbeat(hub, socket, body, timing.resend));
  inbox.on('player_status_update', PlayerStatusUpdate, body => playerStatus(hub, socket, body, timing.resend));

  socket.on('disconnect', reason => {
    clearTimeout(timeout);
    const { session } = socket.data;
    if (!session) return;
    if (hub.sessions.drop(session)) hub.presence.gone(session.player.id, clean.has(reason));
  });
}
