import type { PlayerHeartbeat } from '@tvs/protocol';
import type { Hub } from './hub.ts';
import type { Session } from './sessions.ts';
import type { TvsSocket } from './types.ts';

/** Longest wait before a programme is sent again that a player does not take, ms. */
const longestWait = 600_000;

/** `player_heartbeat`: memory only, and the programme again when the player names another. */
export async function playerHeartbeat(hub: Hub, socket: TvsSocket, body: PlayerHeartbeat, resend: number): Promise<void> {
  const { session } = socket.data;
  if (!session?.ready || !hub.sessions.isCurrent(session)) return;
  if (body.player_id !== undefined && body.player_id !== session.player.id) {
    hub.context.log.debug({ player_id: session.player.id, says: body.player_id }, 'a heartbeat of another player is ignored');
    return;
  }
  hub.presence.heard(session.player.id, body);
  hub.context.bus.emit('presence', { player_id: session.player.id });
  await heal(hub, session, body, resend);
}

/** What a push missed: the player says which version it holds. Original players do not; they hear `campaign_update` anyway. */
async function heal(hub: Hub, session: Session, { programme_version }: PlayerHeartbeat, resend: number): Promise<void> {
  const newest = hub.publishing.version(session.player.location_id);
  if (programme_version === undefined || newest === null || programme_version === newest) return;
  const sent = session.sent?.version === newest ? session.sent : { at: hub.audiences.pushedAt(session.player.location_id), again: 0 };
  // It may be on its way, or not be taken: a player that can't read it is not to be drowned in it.
  if (performance.now() - sent.at < Math.min(longestWait, resend * 2 ** sent.again)) return;
  const published = await hub.publishing.programme(session.player.location_id);
  if (!hub.sessions.isCurrent(session)) return;
  hub.audiences.brief(session, published);
  session.sent = { version: published.version, at: performance.now(), again: sent.again + 1 };
}
