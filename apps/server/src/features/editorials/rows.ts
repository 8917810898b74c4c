import type { Editorial, EditorialConfig, EditorialItem } from '@tvs/protocol';
import type { Selectable } from 'kysely';
import { fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { EditorialItemsTable, EditorialsTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';

export type EditorialRow = Selectable<EditorialsTable>;
export type ItemRow = Selectable<EditorialItemsTable>;

const standard: EditorialConfig = { refresh_minutes: 30, max_items: 10, seconds_per_item: 8, show_qr: false, theme: null };

type SomeConfig = { [Key in keyof EditorialConfig]?: EditorialConfig[Key] | undefined };

/** What was said, over what was said before, over what counts when nobody says anything. */
export function configOf(...said: (SomeConfig | null)[]): EditorialConfig {
  const given = said.flatMap(some => Object.entries(some ?? {}).filter(([, value]) => value !== undefined));
  return { ...standard, ...Object.fromEntries(given) };
}

export const configIn = (row: Pick<EditorialRow, 'config'>): EditorialConfig => configOf(fromJson<SomeConfig>(row.config));

/** Throws 404 for what is not there. */
export async function loadEditorial(db: Db, id: number): Promise<EditorialRow> {
  const row = await db.selectFrom('editorials').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('editorial', id);
  return row;
}

/** In order. */
export function loadItems(db: Db, editorial_id: number): Promise<ItemRow[]> {
  return db.selectFrom('editorial_items').selectAll().where('editorial_id', '=', editorial_id).orderBy('position').orderBy('id').execute();
}

export async function describe(db: Db, rows: readonly EditorialRow[]): Promise<Editorial[]> {
  if (rows.length === 0) return [];
  const counts = await db
    .selectFrom('editorial_items')
    .select(['editorial_id', eb => eb.fn.countAll<number>().as('count')])
    .where(
      'editorial_id',
      'in',
      rows.map(row => row.id),
    )
    .groupBy('editorial_id')
    .execute();
  const known = new Map(counts.map(({ editorial_id, count }) => [editorial_id, Number(count)]));
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    feed_url: row.feed_url,
    config: configIn(row),
    content_id: row.content_id,
    items_count: known.get(row.id) ?? 0,
    feed: row.kind === 'feed' ? feedState(row) : null,
    created_by: row.created_by,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  }));
}

export async function describeOne(db: Db, id: number): Promise<Editorial> {
  const [editorial] = await describe(db, [await loadEditorial(db, id)]);
  if (!editorial) throw notFound('editorial', id);
  return editorial;
}

function feedState(row: EditorialRow): Editorial['feed'] {
  return {
    fetched_at: iso(row.feed_fetched_at),
    next_fetch_at: iso(row.feed_next_at),
    error: row.feed_error,
    failures: row.feed_failures,
  };
}

export function describeItem({ id, title, body, link, position, ...row }: ItemRow): EditorialItem {
  return {
    id,
    title,
    body,
    link,
    published_at: iso(row.published_at),
    expires_at: iso(row.expires_at),
    position,
    source: row.guid === null ? 'manual' : 'feed',
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}
