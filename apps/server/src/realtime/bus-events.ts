import type { CommandExpiry } from './command-expiry.ts';
import { dismiss } from './dismiss.ts';
import type { Hub } from './hub.ts';
import { playersChanged } from './moves.ts';
import { findPlayers } from './players.ts';

/** What the rest of the server says after its writes, and who hears it. Returns what ends the listening. */
export function listenToBus(hub: Hub, expiry: CommandExpiry): () => void {
  const { bus, db } = hub.context;
  const { audiences, commands, consoles, presence, publishing, sessions } = hub;
  const ends = [
    bus.on('changed', async change => {
      if (change.players) await playersChanged(hub, change.players);
      // Who may see what hangs on the tree.
      if (change.tree) await consoles.recheck();
    }),
    bus.on('command_queued', async ({ player_id }) => {
      await commands.deliver(player_id);
      await expiry.arm();
    }),
    bus.on('sync', async ({ player_id }) => {
      const session = sessions.ready(player_id);
      if (!session) return;
      const published = await publishing.programme(session.player.location_id);
      if (sessions.isCurrent(session)) audiences.brief(session, published);
    }),
    bus.on('player_screenshot', async ({ player_id, screenshot_at, command_id }) => {
      presence.pictured(player_id, screenshot_at);
      if (command_id !== null) await commands.answer(player_id, command_id, { ok: true });
    }),
    bus.on('player_revoked', async ({ player_id }) => {
      const session = sessions.get(player_id);
      if (session) dismiss(session.socket, 'revoked');
      const [kept] = await findPlayers(db, [player_id]);
      if (!kept) presence.forget(player_id);
    }),
    bus.on('user_revoked', ({ user_id, session }) => consoles.disconnectUser(user_id, session)),
    bus.on('activity', activity => consoles.tellActivity(activity)),
    bus.on('content_progress', progress => consoles.tell(null, 'content_progress', progress)),
    bus.on('notification', ({ location_id, ...body }) => consoles.tell(location_id, 'notification', body)),
    bus.on('command', async event => {
      const where = presence.who(event.player_id) ?? (await findPlayers(db, [event.player_id]))[0];
      if (where) consoles.tell(where.location_id, 'player_status_update', event);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
