import { type SelectQueryBuilder, sql } from 'kysely';
import { containing } from './columns.ts';
import type { Tables } from './tables.ts';

export interface ListQuery {
  page: number;
  per_page: number;
  /** A column of the schema's allow-list, `-` before it for descending. */
  sort: string;
}

const folded = new Set(['content.title', 'campaigns.name', 'players.name', 'editorials.name']);

/** Orders by an allow-listed column and cuts out one page; ties go by id, so that pages never overlap. */
export function paged<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { page, per_page, sort }: ListQuery,
  table: string,
) {
  const descending = sort.startsWith('-');
  const named = descending ? sort.slice(1) : sort;
  // Names in the order that people expect: `search` begins with them, without case and accents.
  const column = folded.has(`${table}.${named}`) ? 'search' : named;
  const direction = descending ? 'desc' : 'asc';
  return query
    .orderBy(sql.ref(`${table}.${column}`), direction)
    .orderBy(sql.ref(`${table}.id`), direction)
    .limit(per_page)
    .offset((page - 1) * per_page);
}

/** `search` contains the text, accents and case aside. */
export function matches(q: string) {
  return sql<boolean>`search like ${containing(q)} escape '!'`;
}

/** Rows that a query without its columns and order would give. */
export async function countOf<TB extends keyof Tables, O>(query: SelectQueryBuilder<Tables, TB, O>): Promise<number> {
  const row = await query
    .clearSelect()
    .clearOrderBy()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  return Number((row as { total: number } | undefined)?.total ?? 0);
}
