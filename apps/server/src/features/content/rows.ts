import type { CampaignItem, Content } from '@tvs/protocol';
import type { Selectable } from 'kysely';
import { fold, fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { ContentTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { Links } from './links.ts';

export type ContentRow = Selectable<ContentTable>;

/** As it goes over the wire, with addresses that open for whoever was given them. */
export function describeRow(row: ContentRow, links: Links): Content {
  // Field by field: a row's own object is slow to spread, and lists do this for each of theirs.
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    type: row.type,
    filename: row.filename,
    mime_type: row.mime_type,
    file_size: row.file_size,
    duration: row.duration,
    width: row.width,
    height: row.height,
    sha256: row.sha256,
    status: row.status,
    status_detail: row.status_detail,
    tags: fromJson<string[]>(row.tags),
    created_by: row.created_by,
    original: row.source_mime_type === null ? null : { mime_type: row.source_mime_type, file_size: row.source_size ?? 0 },
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    thumbnail_url: row.thumbnail_sha256 === null ? null : links.link(row.id, 'thumbnail', row.thumbnail_sha256),
    url: links.link(row.id, 'file', row.sha256),
  };
}

/** What a campaign's item shows of its content. */
export function summarise(row: ContentRow, links: Links): CampaignItem['content'] {
  const { id, title, type, status, duration, mime_type, thumbnail_url, url } = describeRow(row, links);
  return { id, title, type, status, duration, mime_type, thumbnail_url, url };
}

/** Text by which a content is found. */
export function searchText(row: { title: string; description: string | null; tags: readonly string[]; filename: string }): string {
  return fold(row.title, row.description, ...row.tags, row.filename);
}

/** Throws 404 for what is not there. */
export async function loadRow(db: Db, id: number): Promise<ContentRow> {
  const row = await db.selectFrom('content').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('content', id);
  return row;
}

/** Bound values that both databases take in one statement. */
const idsPerQuery = 1000;

export async function rowsById(db: Db, ids: readonly number[]): Promise<Map<number, ContentRow>> {
  const rows = new Map<number, ContentRow>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const some = ids.slice(from, from + idsPerQuery);
    for (const row of await db.selectFrom('content').selectAll().where('id', 'in', some).execute()) rows.set(row.id, row);
  }
  return rows;
}
