import type { Hub } from './hub.ts';
import { briefing } from './player-register.ts';
import { findPlayers } from './players.ts';

/** Players were renamed or moved: those connected here get their new location's programme, consoles the new facts. */
export async function playersChanged(hub: Hub, ids: readonly number[]): Promise<void> {
  const { context, presence, sessions } = hub;
  const known = [...presence.find({ ids })];
  if (known.length === 0) return;
  for (const row of await findPlayers(context.db, known)) {
    const session = sessions.ready(row.id);
    const moved = session && session.player.location_id !== row.location_id;
    if (session) session.player = { ...session.player, name: row.name };
    presence.rename(row);
    if (!moved) continue;
    const published = await briefing(hub, session, row.location_id);
    if (sessions.isCurrent(session) && session.player.location_id === published.location_id) hub.audiences.brief(session, published);
  }
}
