import type { CampaignItem, Content, operations } from '@tvs/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { insertedId, toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import type { Jobs } from '../../jobs/queue.ts';
import { type Media, thumbnailMime, titleOf } from '../../media/media.ts';
import type { UserViewer, Viewer } from '../../platform/access.ts';
import { notFound, problems, rule } from '../../platform/errors.ts';
import { record } from '../audit/service.ts';
import { acceptForms, readUpload, type Upload } from './form.ts';
import { createLinks, type LinkKind } from './links.ts';
import { createProcessing } from './processing.ts';
import { type ContentRow, describeRow, rowsById, searchText, summarise } from './rows.ts';
import { inUse, usersOf } from './usage.ts';

export type { ContentRow } from './rows.ts';

type Query = z.output<(typeof operations)['content.list']['query']>;
type Patch = z.output<(typeof operations)['content.patch']['body']>;
type MediaQuery = z.output<(typeof operations)['content.file']['query']>;

export interface ContentUses {
  media: Media;
  jobs: Jobs;
  publishing: {
    /** Whether the content is in what the location's players are to play. */
    mayPlay(location_id: number, content_id: number): Promise<boolean>;
  };
}

export type ContentService = ReturnType<typeof createContent>;

/** Seconds that whoever has a token may keep a file without asking again. */
const tokenAge = 3600;

/** Files people upload, and what is said of them. */
export function createContent(context: Context, { media, jobs, publishing }: ContentUses) {
  const { db, bus, clock, config } = context;
  const links = createLinks(config.secretKey, clock);
  const processing = createProcessing(context, media);
  jobs.handle(
    'process_content',
    ({ content_id }, signal) => processing.process(content_id, signal),
    ({ content_id }) => processing.giveUp(content_id),
  );

  const describe = (row: ContentRow): Content => describeRow(row, links);

  async function load(trx: Db, id: number): Promise<ContentRow> {
    const row = await trx.selectFrom('content').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('content', id);
    return row;
  }

  /** In one transaction: the content, its job, its trace. */
  async function add(viewer: UserViewer, { file, fields }: Upload) {
    const now = clock.now();
    const said = { title: fields.title ?? titleOf(file.filename), description: fields.description || null, tags: fields.tags ?? [] };
    return db.transaction().execute(async trx => {
      const result = await trx
        .insertInto('content')
        .values({
          ...said,
          type: file.kind.type,
          filename: file.filename,
          sha256: file.sha256,
          file_size: file.size,
          mime_type: file.kind.mime,
          status: 'processing',
          metadata: '{}',
          tags: toJson(said.tags),
          search: searchText({ ...said, filename: file.filename }),
          created_by: viewer.user_id,
          created_at: now,
          updated_at: now,
        })
        .executeTakeFirstOrThrow();
      const id = insertedId(result);
      await jobs.add(trx, 'process_content', { content_id: id });
      const after = { ...said, type: file.kind.type, filename: file.filename, sha256: file.sha256, file_size: file.size };
      const tell = await record(trx, bus, {
        at: now,
        viewer,
        action: 'upload',
        resource: 'content',
        resource_id: id,
        title: said.title,
        after,
      });
      return { row: await load(trx, id), tell };
    });
  }

  return {
    describe,

    /** Lets the upload route read forms, once what a broken-off process left is cleared. */
    async acceptUploads(api: FastifyInstance): Promise<void> {
      await media.recover();
      await acceptForms(api, config.maxContentLength);
    },

    /** The rows of these contents, in one query. */
    byIds: (trx: Db, ids: readonly number[]): Promise<Map<number, ContentRow>> => rowsById(trx, ids),

    /** What a campaign's item shows of its content. */
    summary: (row: ContentRow): CampaignItem['content'] => summarise(row, links),

    async list(query: Query) {
      let found = db.selectFrom('content');
      if (query.type) found = found.where('type', '=', query.type);
      if (query.status) found = found.where('status', '=', query.status);
      if (query.tag) found = found.where(tagged(query.tag));
      if (query.q) found = found.where(matches(query.q));
      const rows = await paged(found.selectAll(), query, 'content').execute();
      return { items: rows.map(describe), page: query.page, per_page: query.per_page, total: await countOf(found) };
    },

    get: async (id: number): Promise<Content> => describe(await load(db, id)),

    /** Answered only when the bytes and the row that names them are on the disk. */
    async upload(viewer: UserViewer, request: FastifyRequest): Promise<Content> {
      const upload = await readUpload(request, media, config.maxContentLength);
      const { row, tell } = await media.keep(upload.file, () => add(viewer, upload));
      tell();
      bus.emit('content_progress', { content_id: row.id, status: 'processing', status_detail: null, progress: 0 });
      jobs.wake();
      return describe(row);
    },

    async update(viewer: UserViewer, id: number, patch: Patch): Promise<Content> {
      const { row, tell } = await db.transaction().execute(async trx => {
        const before = await load(trx, id);
        if (patch.duration !== undefined && (before.type === 'video' || before.type === 'audio'))
          throw rule('duration', `can not be set: a ${before.type} has its own`);
        const now = describe(before);
        const said = {
          title: patch.title ?? now.title,
          description: patch.description === undefined ? now.description : patch.description || null,
          tags: patch.tags ?? now.tags,
          duration: patch.duration === undefined ? now.duration : patch.duration,
        };
        const at = Math.max(clock.now(), before.updated_at + 1);
        const values = { ...said, tags: toJson(said.tags), search: searchText({ ...said, filename: before.filename }), updated_at: at };
        await trx.updateTable('content').set(values).where('id', '=', id).execute();
        const { title, description, tags, duration } = now;
        const was = { title, description, tags, duration };
        const entry = {
          at,
          viewer,
          action: 'update',
          resource: 'content',
          resource_id: id,
          title: said.title,
          before: was,
          after: said,
        } as const;
        return { tell: await record(trx, bus, entry), row: await load(trx, id) };
      });
      tell();
      bus.emit('changed', { contents: [id] });
      return describe(row);
    },

    /** 409 with the campaigns that use it. Its file goes when no other content shares it. */
    async remove(viewer: UserViewer, id: number): Promise<void> {
      const { markers, tell } = await db.transaction().execute(async trx => {
        const row = await load(trx, id);
        const users = await usersOf(trx, id);
        if (users.length > 0) throw inUse(viewer, users);
        const hashes = row.thumbnail_sha256 ? [row.sha256, row.thumbnail_sha256] : [row.sha256];
        const markers = await Promise.all(hashes.map(media.mark));
        await trx
          .deleteFrom('content')
          .where('id', '=', id)
          .execute()
          .catch(error => {
            // Somebody put it into a campaign since we looked.
            throw isReferenced(error) ? inUse(viewer, []) : error;
          });
        const { title, filename, sha256 } = row;
        const entry = {
          at: clock.now(),
          viewer,
          action: 'delete',
          resource: 'content',
          resource_id: id,
          title,
          before: { title, filename, sha256 },
        } as const;
        return { markers, tell: await record(trx, bus, entry) };
      });
      for (const marker of markers) await media.settle(marker);
      tell();
      bus.emit('changed', { contents: [id] });
    },

    /** The bytes, for a signed address, a user's token, or a player whose programme holds the content. */
    async send(viewer: Viewer | null, id: number, kind: LinkKind, query: MediaQuery, request: FastifyRequest, reply: FastifyReply) {
      const row = await db.selectFrom('content').selectAll().where('id', '=', id).executeTakeFirst();
      const sha256 = (kind === 'file' ? row?.sha256 : row?.thumbnail_sha256) ?? null;
      const left = sha256 === null ? null : links.secondsLeft(id, kind, sha256, query);
      if (left === null) await requireToken(viewer, id, query);
      if (!row || sha256 === null) throw row ? problems.notFound('There is no thumbnail yet.') : notFound('content', id);
      if (left === null) reply.header('vary', 'authorization');
      const { filename } = row;
      const mime_type = kind === 'file' ? row.mime_type : thumbnailMime;
      return media.deliver(request, reply, {
        sha256,
        mime_type,
        filename: kind === 'file' ? filename : `${titleOf(filename)}.webp`,
        maxAge: Math.min(left ?? tokenAge, 12 * 3600),
      });
    },
  };

  /** Without a signature that holds: 401 for nobody, 404 for a player that is not to play it. */
  async function requireToken(viewer: Viewer | null, id: number, query: MediaQuery): Promise<void> {
    if (viewer?.kind === 'user') return;
    if (viewer?.kind === 'player' && (await publishing.mayPlay(viewer.location_id, id))) return;
    if (viewer) throw notFound('content', id);
    throw problems.unauthenticated(query.sig ? 'This address has expired or is not valid.' : 'This needs a token: Authorization: Bearer …');
  }
}

/** Whether the database kept a row because others point to it. */
function isReferenced(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || error.code === 'ER_ROW_IS_REFERENCED_2';
}

/** Exactly this tag: JSON text holds it as a whole string after `[` or `,`. `instr` tells case apart on both databases. */
function tagged(tag: string) {
  const text = toJson(tag);
  return sql<boolean>`(instr(tags, ${`[${text}`}) > 0 or instr(tags, ${`,${text}`}) > 0)`;
}
