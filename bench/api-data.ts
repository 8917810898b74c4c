import { createHash } from 'node:crypto';
import type { Database } from '@tvs/server/connection';
import { sql } from 'kysely';

export const sizes = { contents: 1000, players: 10_000, locations: 200, campaigns: 200, itemsPerCampaign: 10, plays: 1_000_000 };

const at = Date.parse('2026-03-05T12:00:00Z');
const stamps = { created_at: at, updated_at: at };
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Rows go in by so many at once: SQLite takes no more than 32,766 values in one statement. */
async function inBatches(count: number, insert: (ids: number[]) => Promise<unknown>): Promise<void> {
  for (let start = 1; start <= count; start += 500) await insert(range(Math.min(500, count - start + 1)).map(i => i + start - 1));
}

/** The key that a screen of the chain registers with. */
export const keyOf = (id: number) => `bench ${id}`;

/** A chain of shops: so many contents, campaigns, screens and plays. */
export async function fill({ db, dialect }: Database, other: Partial<typeof sizes> = {}): Promise<void> {
  const size = { ...sizes, ...other };
  await inBatches(size.locations, ids =>
    db
      .insertInto('locations')
      .values(
        ids.map(id => ({ id, name: `Loja ${id}`, parent_id: id === 1 ? null : 1 + (id % 10 === 0 ? 0 : Math.floor(id / 10)), ...stamps })),
      )
      .execute(),
  );
  await inBatches(size.contents, ids => db.insertInto('content').values(ids.map(content)).execute());
  await inBatches(size.campaigns, ids =>
    db
      .insertInto('campaigns')
      .values(ids.map(id => campaign(id, size.locations)))
      .execute(),
  );
  for (let campaign_id = 1; campaign_id <= size.campaigns; campaign_id++) {
    const items = range(size.itemsPerCampaign).map((n, position) => ({
      content_id: ((campaign_id * 7 + n) % size.contents) + 1,
      position,
    }));
    await db
      .insertInto('campaign_content')
      .values(items.map(item => ({ campaign_id, ...item, duration: 10, fit: 'contain' as const, muted: 0 })))
      .execute();
  }
  await inBatches(size.players, ids =>
    db
      .insertInto('players')
      .values(ids.map(id => player(id, size)))
      .execute(),
  );
  await plays(dialect === 'mysql', db, size.plays);
}

function content(id: number) {
  const title = `Oferta da semana ${id}`;
  const hash = id.toString(16).padStart(64, '0');
  return {
    id,
    title,
    description: 'Um cartaz que fica a semana inteira.',
    type: id % 3 === 0 ? ('video' as const) : ('image' as const),
    filename: `oferta-${id}.png`,
    sha256: hash,
    thumbnail_sha256: hash.replace('0', 'f'),
    file_size: 1_000_000 + id,
    mime_type: id % 3 === 0 ? 'video/mp4' : 'image/png',
    duration: id % 3 === 0 ? 12.5 : null,
    width: 1920,
    height: 1080,
    status: 'ready' as const,
    status_detail: null,
    metadata: '{}',
    tags: '["promo","semana","loja"]',
    search: title.toLowerCase(),
    created_by: null,
    ...stamps,
    created_at: at + id,
  };
}

function campaign(id: number, locations: number) {
  return {
    id,
    name: `Campanha ${id}`,
    description: null,
    location_id: id % 2 === 0 ? null : (id % locations) + 1,
    priority: id % 5,
    is_active: 1,
    start_date: null,
    end_date: null,
    draft: null,
    draft_updated_at: null,
    search: `campanha ${id}`,
    created_by: null,
    ...stamps,
    updated_at: at + id,
  };
}

function player(id: number, { locations, campaigns, contents }: typeof sizes) {
  return {
    id,
    name: `Tela ${String(id).padStart(5, '0')}`,
    player_key_hash: createHash('sha256').update(keyOf(id)).digest('hex'),
    location_id: (id % locations) + 1,
    device_type: 'linux',
    ip_address: `10.0.${id >> 8}.${id & 255}`,
    mac_address: null,
    resolution: '1920x1080',
    status: 'offline' as const,
    playback: 'playing',
    last_seen: at - id,
    current_campaign_id: (id % campaigns) + 1,
    current_content_id: (id % contents) + 1,
    system_info: '{"os":"Linux","memory":4096,"cpu":"x86"}',
    player_version: '0.1.0',
    programme_version: null,
    search: `tela ${id}`,
    ...stamps,
  };
}

/** One for each of a thousand screens, then doubled until there are enough. */
async function plays(mysql: boolean, db: Database['db'], count: number): Promise<void> {
  const first = { content_id: 1, campaign_id: 1, length: 10_000, completed: 1, received_at: at };
  await inBatches(1000, ids =>
    db
      .insertInto('plays')
      .values(ids.map(id => ({ ...first, id, player_id: id, seq: 1, started_at: at + id })))
      .execute(),
  );
  const columns = sql`player_id, seq, content_id, campaign_id, started_at, length, completed, received_at`;
  for (let there = 1000; there < count; there *= 2) {
    const more = Math.min(there, count - there);
    await sql`insert into plays (${columns}) select player_id, seq + ${there / 1000}, content_id, campaign_id, started_at + ${there}, length, completed, received_at
      from plays where id <= ${mysql ? more * 4 : more} order by id limit ${more}`.execute(db);
  }
}
