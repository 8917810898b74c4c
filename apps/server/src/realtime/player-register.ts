import type { PlayerRegister } from '@tvs/protocol';
import { fromJson } from '../database/columns.ts';
import { iso } from '../platform/clock.ts';
import type { LivePlayer } from '../platform/presence.ts';
import { dismiss } from './dismiss.ts';
import type { Hub } from './hub.ts';
import { enterLocation } from './moves.ts';
import { findByKey, findPlayers } from './players.ts';
import { storable } from './presence.ts';
import type { Session } from './sessions.ts';
import type { TvsSocket } from './types.ts';

type Row = NonNullable<Awaited<ReturnType<typeof findByKey>>>;

/**
 * `player_register`: who is this, a token, what it must play, what waited for it. Again on the same socket: a new token and
 * the newest of everything.
 */
export async function registerPlayer(hub: Hub, socket: TvsSocket, body: PlayerRegister): Promise<void> {
  const { context, presence, publishing } = hub;
  await presence.started;
  const row = await findByKey(context.db, body.player_key);
  if (!row || !socket.connected) return dismiss(socket, 'unknown_key');
  if (socket.data.session && socket.data.session.player.id !== row.id) return dismiss(socket, 'invalid');
  if (body.yields && !socket.data.session && isHeld(hub, row.id)) return dismiss(socket, 'replaced');

  const session = claim(hub, socket, row);
  const read = session.player;
  // What happened to the row since it was read: from the claim on, the bus tells.
  const [current] = await findPlayers(context.db, [row.id]);
  if (current?.key_version !== row.key_version) return dismiss(socket, 'revoked');
  if (session.player === read) session.player = current;
  const { token, expires_in } = await hub.auth.playerToken(current);
  const { heartbeat_seconds } = await publishing.settings();

  await enterLocation(hub, session, published => {
    session.ready = true;
    socket.emit('register_success', {
      player_id: row.id,
      token,
      token_expires_in: expires_in,
      heartbeat_seconds,
      server_time: iso(context.clock.now()),
      name: session.player.name,
    });
    hub.audiences.brief(session, published, body.programme_version ?? null);
    presence.online(session.player, factsOf(hub, socket, row, body), heartbeat_seconds);
  });
  if (!session.ready) return;
  await noteDevice(hub, row, body);
  await hub.commands.deliver(row.id);
}

/** Whether a device is connected as this player, here or to another node. */
function isHeld({ sessions, presence }: Hub, id: number): boolean {
  return sessions.get(id) !== undefined || presence.get(id)?.status === 'online';
}

/** Makes this the player's socket; whoever had its place is told. */
function claim({ sessions }: Hub, socket: TvsSocket, row: Row): Session {
  const { id, name, location_id, key_version } = row;
  const session = socket.data.session ?? {
    socket,
    player: { id, name, location_id, key_version },
    ready: false,
    watching: null,
    sent: null,
  };
  socket.data.session = session;
  const earlier = sessions.claim(session);
  if (earlier && earlier !== session) dismiss(earlier.socket, 'replaced');
  return session;
}

/** What is known of it now: what it says, over what is in memory and not written yet, over its row. */
function factsOf(hub: Hub, socket: TvsSocket, row: Row, body: PlayerRegister): Omit<LivePlayer, 'status' | 'last_seen'> {
  const before = hub.presence.get(row.id) ?? {
    playback: null,
    current_campaign_id: null,
    current_content_id: null,
    current_since: null,
    system_info: fromJson<LivePlayer['system_info']>(row.system_info),
    player_version: row.player_version,
    programme_version: row.programme_version,
    resolution: row.resolution,
    screenshot_at: row.screenshot_at,
  };
  return {
    playback: before.playback,
    current_campaign_id: before.current_campaign_id,
    current_content_id: before.current_content_id,
    current_since: before.current_since,
    system_info: before.system_info,
    player_version: body.player_version ?? before.player_version,
    programme_version: body.programme_version === undefined ? before.programme_version : storable(body.programme_version),
    ip_address: hub.addressOf(socket),
    resolution: body.resolution ?? before.resolution,
    screenshot_at: before.screenshot_at,
  };
}

/** What kind of device it is, people may set too: written only when the device says something new. */
async function noteDevice({ context }: Hub, row: Row, { device_type }: PlayerRegister): Promise<void> {
  if (device_type === undefined || device_type === row.device_type) return;
  await context.db.updateTable('players').set({ device_type }).where('id', '=', row.id).execute();
}
