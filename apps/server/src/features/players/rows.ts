import { createHash } from 'node:crypto';
import type { Command, Player } from '@tvs/protocol';
import type { Selectable } from 'kysely';
import { fromJson } from '../../database/columns.ts';
import type { PlayerCommandsTable, PlayersTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import type { PresenceReader } from '../../platform/presence.ts';
import type { ScreenshotLinks } from './screenshot-link.ts';

export type PlayerRow = Selectable<PlayersTable>;

/** How the newest programme version of a location is known: `null` when nobody asked for it lately. */
export interface Versions {
  version(location_id: number): string | null;
}

/** Keys are random UUIDs, so a plain hash hides them well; the key itself is nowhere kept. */
export function keyHash(player_key: string): string {
  return createHash('sha256').update(player_key).digest('hex');
}

/** A player as the wire shows it: what its socket says now, over what the database was told last. */
export function toPlayer(row: PlayerRow, presence: PresenceReader, versions: Versions, links: Pick<ScreenshotLinks, 'link'>): Player {
  const live = presence.get(row.id);
  const seen = live ?? { ...row, system_info: fromJson<Player['system_info']>(row.system_info) };
  const newest = versions.version(row.location_id);
  return {
    id: row.id,
    name: row.name,
    location_id: row.location_id,
    device_type: row.device_type as Player['device_type'],
    mac_address: row.mac_address,
    ip_address: seen.ip_address ?? row.ip_address,
    resolution: seen.resolution ?? row.resolution,
    status: seen.status,
    playback: seen.status === 'online' ? (seen.playback as Player['playback']) : null,
    last_seen: iso(seen.last_seen),
    current_campaign_id: seen.current_campaign_id,
    current_content_id: seen.current_content_id,
    current_since: iso(live?.current_since ?? null),
    system_info: seen.system_info,
    player_version: seen.player_version ?? row.player_version,
    programme_version: seen.programme_version,
    up_to_date: newest === null || seen.programme_version === null ? null : seen.programme_version === newest,
    screenshot_at: iso(row.screenshot_at),
    screenshot_url: row.screenshot_sha256 === null ? null : links.link(row.id, row.screenshot_sha256),
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

export function toCommand(row: Selectable<PlayerCommandsTable>): Command {
  return {
    id: row.id,
    player_id: row.player_id,
    command: row.command as Command['command'],
    params: fromJson<Command['params']>(row.params),
    status: row.status,
    result: fromJson<Command['result']>(row.result),
    created_by: row.created_by,
    created_at: iso(row.created_at),
    expires_at: iso(row.expires_at),
    sent_at: iso(row.sent_at),
    answered_at: iso(row.answered_at),
  };
}
