import type { PlayerStatusUpdate } from '@tvs/protocol';
import type { Hub } from './hub.ts';
import { playerHeartbeat } from './player-heartbeat.ts';
import type { TvsSocket } from './types.ts';

/** `player_status_update`: the answer to a command, or what the next heartbeat would say. */
export async function playerStatus(hub: Hub, socket: TvsSocket, body: PlayerStatusUpdate, resend: number): Promise<void> {
  const { session } = socket.data;
  if (!session?.ready || !hub.sessions.isCurrent(session)) return;
  await playerHeartbeat(hub, socket, body, resend);
  if (body.command_id !== undefined && body.result !== undefined)
    await hub.commands.answer(session.player.id, body.command_id, body.result);
}
