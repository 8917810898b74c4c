import { sql } from 'kysely';
import { fromJson, toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';

/** Every tag that a content has, by its letters, and how many have it. */
export async function tagCounts(db: Db): Promise<{ tag: string; count: number }[]> {
  // Equal lists are one row: a library has far fewer of them than contents.
  const rows = await db
    .selectFrom('content')
    .select(['tags', eb => eb.fn.countAll<number>().as('contents')])
    .where('tags', '!=', '[]')
    .groupBy('tags')
    .execute();
  const counts = new Map<string, number>();
  for (const { tags, contents } of rows)
    for (const tag of fromJson<string[]>(tags)) counts.set(tag, (counts.get(tag) ?? 0) + Number(contents));
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((one, other) => one.tag.localeCompare(other.tag));
}

/** Exactly this tag: JSON text holds it as a whole string after `[` or `,`. `instr` tells case apart on both databases. */
export function tagged(tag: string) {
  const text = toJson(tag);
  return sql<boolean>`(instr(tags, ${`[${text}`}) > 0 or instr(tags, ${`,${text}`}) > 0)`;
}
