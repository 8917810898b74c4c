import type { CampaignItem, Content } from '@tvs/protocol';
import type { Selectable } from 'kysely';
import { fold, fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { ContentTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { Links } from './links.ts';

export type ContentRow = Selectable<ContentTable>;

/** What is shown of a content: what only its making and searching need is long, and lists would read it for each row. */
export const shownColumns = [
  'id',
  'title',
  'description',
  'type',
  'filename',
  'mime_type',
  'file_size',
  'duration',
  'width',
  'height',
  'sha256',
  'thumbnail_sha256',
  'status',
  'status_detail',
  'tags',
  'created_by',
  'source_mime_type',
  'source_size',
  'created_at',
  'updated_at',
] as const satisfies (keyof ContentRow)[];
type ShownRow = Pick<ContentRow, (typeof shownColumns)[number]>;

/** What a campaign's item shows of its content, as a row. */
const summaryColumns = [
  'id',
  'title',
  'type',
  'status',
  'duration',
  'mime_type',
  'sha256',
  'thumbnail_sha256',
] as const satisfies (keyof ContentRow)[];
export type SummaryRow = Pick<ContentRow, (typeof summaryColumns)[number]>;

/** As it goes over the wire, with addresses that open for whoever was given them. */
export function describeRow(row: ShownRow, links: Links): Content {
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
    ...addresses(row, links),
  };
}

/** What a campaign's item shows of its content. */
export function summarise(row: SummaryRow, links: Links): CampaignItem['content'] {
  const { id, title, type, status, duration, mime_type } = row;
  return { id, title, type, status, duration, mime_type, ...addresses(row, links) };
}

function addresses({ id, sha256, thumbnail_sha256 }: Pick<ContentRow, 'id' | 'sha256' | 'thumbnail_sha256'>, links: Links) {
  return {
    thumbnail_url: thumbnail_sha256 === null ? null : links.link(id, 'thumbnail', thumbnail_sha256),
    url: links.link(id, 'file', sha256),
  };
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

/** By id, what campaigns' items show; what does not exist is not in the map. */
export async function rowsById(db: Db, ids: readonly number[]): Promise<Map<number, SummaryRow>> {
  const rows = new Map<number, SummaryRow>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const some = ids.slice(from, from + idsPerQuery);
    const found = await db.selectFrom('content').select(summaryColumns).where('id', 'in', some).execute();
    for (const row of found) rows.set(row.id, row);
  }
  return rows;
}
