import { sql } from 'kysely';
import type { TestApp } from './app.ts';

/** What changes by itself: jobs under way, and when a screen that asks for a code is forgotten. */
const restless = ['jobs', 'player_pairings'];

/** And what a player tells of itself, which is written when the server has time for it. */
const told = [
  'status',
  'playback',
  'last_seen',
  'current_campaign_id',
  'current_content_id',
  'system_info',
  'player_version',
  'programme_version',
  'ip_address',
  'resolution',
  'device_type',
];

/** Every row of every table, by table, as text that can be compared. */
export async function snapshot(app: TestApp): Promise<Record<string, string[]>> {
  const { db } = app.app.context;
  const tables = (await db.introspection.getTables()).map(table => table.name).filter(name => !name.startsWith('kysely_'));
  const all: Record<string, string[]> = {};
  for (const name of tables.filter(table => !restless.includes(table)).sort()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    all[name] = rows.map(row => JSON.stringify(row, name === 'players' ? withoutTold : undefined)).sort();
  }
  return all;
}

function withoutTold(key: string, value: unknown): unknown {
  return told.includes(key) ? undefined : value;
}
