import type { Published } from '../publishing/publishing.ts';
import type { Hub } from './hub.ts';
import { findPlayers } from './players.ts';
import type { Session } from './sessions.ts';

/**
 * Watches the session's location, reads its programme and hands it to `tell`, which must not wait: what is published from
 * then on reaches the room. Starts over when the player is moved meanwhile; tells nothing when its socket is gone.
 */
export async function enterLocation(hub: Hub, session: Session, tell: (published: Published) => void): Promise<void> {
  for (;;) {
    const { location_id } = session.player;
    if (session.watching?.location_id !== location_id) {
      const earlier = session.watching;
      session.watching = { location_id, release: hub.audiences.hold(location_id) };
      earlier?.release();
    }
    const published = await hub.publishing.programme(location_id);
    if (!session.socket.connected || !hub.sessions.isCurrent(session)) return;
    if (session.player.location_id === location_id) return tell(published);
  }
}

/** Players were renamed or moved: those connected here get their new location's programme, consoles the new facts. */
export async function playersChanged(hub: Hub, ids: readonly number[]): Promise<void> {
  const { context, presence, sessions } = hub;
  const known = ids.filter(id => sessions.get(id) ?? presence.get(id));
  if (known.length === 0) return;
  for (const row of await findPlayers(context.db, known)) {
    const session = sessions.get(row.id);
    const from = session?.player.location_id;
    if (session) session.player = row;
    presence.rename(row);
    // One that is still registering sees by itself that it was moved.
    if (session?.ready && from !== row.location_id) await enterLocation(hub, session, published => hub.audiences.brief(session, published));
  }
}
