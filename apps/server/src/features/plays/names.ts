import type { Db } from '../../database/connection.ts';

const sources = {
  content: { table: 'content', column: 'title' },
  campaign: { table: 'campaigns', column: 'name' },
  player: { table: 'players', column: 'name' },
  location: { table: 'locations', column: 'name' },
} as const;
export type Named = keyof typeof sources;

/** Ids in one statement. */
const atOnce = 1000;

/** The names of these now; of what is deleted, the last one, for as long as the audit log remembers the deletion. */
export async function namesOf(db: Db, kind: Named, ids: Iterable<number | null>): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  const wanted = [...new Set(ids)].filter(id => id !== null);
  for (let from = 0; from < wanted.length; from += atOnce) await read(db, kind, wanted.slice(from, from + atOnce), names);
  return names;
}

async function read(db: Db, kind: Named, ids: readonly number[], names: Map<number, string>): Promise<void> {
  for (const { id, name } of await living(db, kind, ids)) names.set(id, name);
  const gone = ids.filter(id => !names.has(id));
  if (gone.length === 0) return;
  const entries = await db
    .selectFrom('audit_log')
    .select(['resource_id', 'title'])
    .where('resource', '=', kind)
    .where('resource_id', 'in', gone)
    .where('action', '=', 'delete')
    .execute();
  for (const { resource_id, title } of entries) if (resource_id !== null) names.set(resource_id, title);
}

function living(db: Db, kind: Named, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  const { table, column } = sources[kind];
  if (column === 'title') return db.selectFrom(table).select(['id', 'title as name']).where('id', 'in', ids).execute();
  return db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
}
