import type { CampaignItem, Content, operations } from '@tvs/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import type { Jobs } from '../../jobs/queue.ts';
import { type Media, thumbnailMime, titleOf } from '../../media/media.ts';
import type { UserViewer, Viewer } from '../../platform/access.ts';
import { notFound, problems } from '../../platform/errors.ts';
import { createAuthored } from './authored.ts';
import { acceptForms, readUpload } from './form.ts';
import { createLinks, type LinkKind } from './links.ts';
import { createProcessing } from './processing.ts';
import { type ContentRow, describeRow, loadRow, rowsById, type SummaryRow, shownColumns, summarise } from './rows.ts';
import { tagCounts, tagged } from './tags.ts';
import { createUploads } from './tus.ts';
import { draftedIds, isUsed, usesOf } from './usage.ts';
import { createWrites } from './writes.ts';

export type { Authored, AuthoredContents, AuthoredKind } from './authored.ts';
export type { ContentRow } from './rows.ts';

type Query = z.output<(typeof operations)['content.list']['query']>;
type Patch = z.output<(typeof operations)['content.patch']['body']>;
type MediaQuery = z.output<(typeof operations)['content.file']['query']>;

interface ContentUses {
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
  const { db, clock, config } = context;
  const links = createLinks(config.secretKey, clock);
  const writes = createWrites(context, { media, jobs });
  const uploads = createUploads(context, media, writes.add);
  const processing = createProcessing(context, media);
  for (const kind of ['process_content', 'convert_content'] as const) {
    jobs.handle(
      kind,
      ({ content_id }, signal) => processing.process(content_id, signal),
      ({ content_id }) => processing.giveUp(content_id),
    );
  }

  const describe = (row: ContentRow): Content => describeRow(row, links);

  /** Without a signature that holds: 401 for nobody, 404 for a player that is not to play it. */
  async function requireToken(viewer: Viewer | null, id: number, query: MediaQuery): Promise<void> {
    if (viewer?.kind === 'user') return;
    if (viewer?.kind === 'player' && (await publishing.mayPlay(viewer.location_id, id))) return;
    if (viewer) throw notFound('content', id);
    throw problems.unauthenticated(query.sig ? 'This address has expired or is not valid.' : 'This needs a token: Authorization: Bearer …');
  }

  return {
    describe,
    uploads,

    /** For the features whose contents the server writes itself. */
    authored: createAuthored(context, media),

    /** Lets the upload route read forms, once what a broken-off process left is cleared. */
    async acceptUploads(api: FastifyInstance): Promise<void> {
      await media.recover();
      await acceptForms(api, config.maxContentLength);
      await uploads.accept(api);
    },

    /** The rows of these contents; those that do not exist are not in the map. */
    byIds: (trx: Db, ids: readonly number[]): Promise<Map<number, SummaryRow>> => rowsById(trx, ids),

    /** What a campaign's item shows of its content. */
    summary: (row: SummaryRow): CampaignItem['content'] => summarise(row, links),

    async list(query: Query) {
      let found = db.selectFrom('content');
      if (query.type) found = found.where('type', '=', query.type);
      if (query.status) found = found.where('status', '=', query.status);
      if (query.tag) found = found.where(tagged(query.tag));
      if (query.ids) found = found.where('id', 'in', query.ids);
      if (query.unused !== undefined) {
        const used = isUsed(await draftedIds(db));
        found = found.where(eb => (query.unused ? eb.not(used(eb)) : used(eb)));
      }
      if (query.q) found = found.where(matches(query.q));
      const rows = await paged(found.select(shownColumns), query, 'content').execute();
      return { items: rows.map(row => describeRow(row, links)), page: query.page, per_page: query.per_page, total: await countOf(found) };
    },

    tags: async () => ({ items: await tagCounts(db) }),

    /** Campaigns by content, those the viewer may not see counted. */
    uses: async (viewer: UserViewer, ids: readonly number[]) => ({ items: await usesOf(db, viewer, ids) }),

    get: async (id: number): Promise<Content> => describe(await loadRow(db, id)),

    /** Answered only when the bytes and the row that names them are on the disk. */
    async upload(viewer: UserViewer, request: FastifyRequest): Promise<Content> {
      return describe(await writes.add(viewer, await readUpload(request, media, config.maxContentLength)));
    },

    update: async (viewer: UserViewer, id: number, patch: Patch): Promise<Content> => describe(await writes.update(viewer, id, patch)),
    retry: async (viewer: UserViewer, id: number): Promise<Content> => describe(await writes.retry(viewer, id)),
    replace: async (viewer: UserViewer, id: number, by: number): Promise<Content> => describe(await writes.replace(viewer, id, by)),
    remove: writes.remove,

    /** The bytes, for a signed address, a user's token, or a player whose programme holds the content. */
    async send(viewer: Viewer | null, id: number, kind: LinkKind, query: MediaQuery, request: FastifyRequest, reply: FastifyReply) {
      const row = await db.selectFrom('content').selectAll().where('id', '=', id).executeTakeFirst();
      const sha256 = (kind === 'file' ? row?.sha256 : row?.thumbnail_sha256) ?? null;
      const left = sha256 === null ? null : links.secondsLeft(id, kind, sha256, query);
      if (left === null) await requireToken(viewer, id, query);
      if (!row) throw notFound('content', id);
      if (sha256 === null) throw problems.notFound('There is no thumbnail yet.');
      if (left === null) reply.header('vary', 'authorization');
      const { filename, mime_type, file_size: size } = row;
      const drawn = { filename: `${titleOf(filename)}.webp`, mime_type: thumbnailMime, size: null };
      const shown = kind === 'file' ? { filename, mime_type, size } : drawn;
      return media.deliver(request, reply, { sha256, ...shown, maxAge: left ?? tokenAge, signedFor: left });
    },
  };
}
