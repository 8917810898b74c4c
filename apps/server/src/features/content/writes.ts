import type { operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fromJson, insertedId, toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { Jobs } from '../../jobs/queue.ts';
import { type Marker, type Media, titleOf } from '../../media/media.ts';
import type { UserViewer } from '../../platform/access.ts';
import { changedAt } from '../../platform/clock.ts';
import { problems, rule } from '../../platform/errors.ts';
import { record } from '../audit/service.ts';
import { requireOwn } from './authored.ts';
import type { Upload } from './form.ts';
import { type ContentRow, loadRow, searchText } from './rows.ts';
import { inUse, usersOf } from './usage.ts';

type Patch = z.output<(typeof operations)['content.patch']['body']>;

type Also = (trx: Db, content_id: number) => Promise<void>;

/** What changes contents: each with its trace in one transaction, screens and consoles told after the commit. */
export function createWrites(context: Context, { media, jobs }: { media: Media; jobs: Jobs }) {
  const { bus, clock } = context;
  /** In one transaction: the content, its job, its trace. */
  async function insert(viewer: UserViewer, { file, fields }: Upload, also: Also) {
    const now = clock.now();
    const { filename, sha256, size: file_size } = file;
    const said = { title: fields.title ?? titleOf(filename), description: fields.description || null, tags: fields.tags ?? [] };
    const found = { type: file.kind.type, mime_type: file.kind.mime, filename, sha256, file_size };
    return context.write(async trx => {
      const result = await trx
        .insertInto('content')
        .values({
          ...said,
          ...found,
          status: 'processing',
          metadata: '{}',
          tags: toJson(said.tags),
          search: searchText({ ...said, filename }),
          created_by: viewer.user_id,
          created_at: now,
          updated_at: now,
        })
        .executeTakeFirstOrThrow();
      const id = insertedId(result);
      await jobs.add(trx, jobFor(file.kind.type), { content_id: id });
      await also(trx, id);
      const what = { action: 'upload', resource: 'content', resource_id: id, title: said.title } as const;
      return { tell: await record(trx, bus, { at: now, viewer, ...what, after: { ...said, ...found } }), row: await loadRow(trx, id) };
    });
  }

  return {
    /** `also` is written in the same transaction. */
    async add(viewer: UserViewer, upload: Upload, also: Also = async () => {}): Promise<ContentRow> {
      const { row, tell } = await media.keep(upload.file, () => insert(viewer, upload, also));
      tell();
      bus.emit('content_progress', { content_id: row.id, status: 'processing', status_detail: null, progress: 0 });
      jobs.wake();
      return row;
    },

    async update(viewer: UserViewer, id: number, patch: Patch): Promise<ContentRow> {
      const { row, tell } = await context.write(async trx => {
        const { type, filename, updated_at, ...now } = await loadRow(trx, id);
        await requireOwn(trx, { id, type });
        if (patch.duration !== undefined && (type === 'video' || type === 'audio'))
          throw rule('duration', `can not be set: a ${type} has its own`);
        const before = { title: now.title, description: now.description, tags: fromJson<string[]>(now.tags), duration: now.duration };
        const after = {
          title: patch.title ?? before.title,
          description: patch.description === undefined ? before.description : patch.description || null,
          tags: patch.tags ?? before.tags,
          duration: patch.duration === undefined ? before.duration : patch.duration,
        };
        const at = changedAt(clock.now(), { updated_at });
        const values = { ...after, tags: toJson(after.tags), search: searchText({ ...after, filename }), updated_at: at };
        await trx.updateTable('content').set(values).where('id', '=', id).execute();
        const what = { action: 'update', resource: 'content', resource_id: id, title: after.title } as const;
        return { tell: await record(trx, bus, { at, viewer, ...what, before, after }), row: await loadRow(trx, id) };
      });
      tell();
      bus.emit('changed', { contents: [id] });
      return row;
    },

    /** Processes a failed content once more. */
    async retry(viewer: UserViewer, id: number): Promise<ContentRow> {
      const { row, tell } = await context.write(async trx => {
        const { status, status_detail, title, type, updated_at } = await loadRow(trx, id);
        if (status !== 'failed') throw problems.conflict('Only a content that failed can be processed again.');
        const at = changedAt(clock.now(), { updated_at });
        const change = { status: 'processing', status_detail: null, updated_at: at } as const;
        await trx.updateTable('content').set(change).where('id', '=', id).execute();
        await jobs.add(trx, jobFor(type), { content_id: id });
        const what = { action: 'retry', resource: 'content', resource_id: id, title } as const;
        const [before, after] = [
          { status, status_detail },
          { status: change.status, status_detail: change.status_detail },
        ];
        return { tell: await record(trx, bus, { at, viewer, ...what, before, after }), row: await loadRow(trx, id) };
      });
      tell();
      bus.emit('content_progress', { content_id: id, status: 'processing', status_detail: null, progress: 0 });
      jobs.wake();
      return row;
    },

    /**
     * Gives the content the file of another, ready and in no campaign, whose row goes: what plays it changes over in one step.
     * 409 where one is still prepared, in use, or an editorial's.
     */
    async replace(viewer: UserViewer, id: number, by: number): Promise<ContentRow> {
      if (by === id) throw rule('content_id', 'names the content itself');
      const markers: Marker[] = [];
      try {
        const { row, tell } = await context.write(async trx => {
          const before = await loadRow(trx, id);
          const file = fileOf(await loadRow(trx, by));
          await requireOwn(trx, before);
          await requireOwn(trx, { id: by, type: file.type });
          if (file.status !== 'ready') throw problems.conflict('The file is not ready for the screens.');
          const users = await usersOf(trx, by);
          if (users.length > 0) throw inUse(viewer, users);
          for (const hash of [before.sha256, before.source_sha256, before.thumbnail_sha256])
            if (hash !== null) markers.push(await media.mark(hash));
          await trx.deleteFrom('content').where('id', '=', by).execute();
          const at = changedAt(clock.now(), before);
          // How long a picture or page stays was said of this content, and holds for its next file.
          const duration = isStill(before) && isStill(file) ? before.duration : file.duration;
          const said = { title: before.title, description: before.description, tags: fromJson<string[]>(before.tags) };
          const values = { ...file, duration, search: searchText({ ...said, filename: file.filename }), updated_at: at };
          await trx.updateTable('content').set(values).where('id', '=', id).execute();
          const what = { action: 'update', resource: 'content', resource_id: id, title: before.title } as const;
          const [was, is] = [before, file].map(({ filename, sha256, type }) => ({ filename, sha256, type }));
          return { tell: await record(trx, bus, { at, viewer, ...what, before: was, after: is }), row: await loadRow(trx, id) };
        });
        tell();
        bus.emit('content_progress', { content_id: id, status: 'ready', status_detail: null, progress: 1 });
        bus.emit('changed', { contents: [id, by] });
        return row;
      } finally {
        for (const marker of markers) await media.settle(marker);
      }
    },

    /** 409 with the campaigns that use it. Its files go when no other content shares them. */
    async remove(viewer: UserViewer, id: number): Promise<void> {
      const markers: Marker[] = [];
      try {
        const tell = await context.write(async trx => {
          const { title, type, filename, sha256, source_sha256, thumbnail_sha256 } = await loadRow(trx, id);
          await requireOwn(trx, { id, type });
          const users = await usersOf(trx, id);
          if (users.length > 0) throw inUse(viewer, users);
          for (const hash of [sha256, source_sha256, thumbnail_sha256]) if (hash !== null) markers.push(await media.mark(hash));
          const removing = trx.deleteFrom('content').where('id', '=', id).execute();
          // Somebody may have put it into a campaign since we looked.
          await removing.catch(error => Promise.reject(isReferenced(error) ? inUse(viewer, []) : error));
          const what = { action: 'delete', resource: 'content', resource_id: id, title } as const;
          return record(trx, bus, { at: clock.now(), viewer, ...what, before: { title, filename, sha256 } });
        });
        tell();
        bus.emit('changed', { contents: [id] });
      } finally {
        for (const marker of markers) await media.settle(marker);
      }
    },
  };
}

/** What a content has of its file, apart from what people say of it. */
const fileOf = (row: ContentRow) => ({
  type: row.type,
  filename: row.filename,
  mime_type: row.mime_type,
  file_size: row.file_size,
  duration: row.duration,
  width: row.width,
  height: row.height,
  sha256: row.sha256,
  thumbnail_sha256: row.thumbnail_sha256,
  source_sha256: row.source_sha256,
  source_size: row.source_size,
  source_mime_type: row.source_mime_type,
  metadata: row.metadata,
  status: row.status,
  status_detail: row.status_detail,
});

const isStill = ({ type }: Pick<ContentRow, 'type'>) => type === 'image' || type === 'html';

/** The lane it is processed in. */
const jobFor = (type: ContentRow['type']) => (type === 'video' ? 'convert_content' : 'process_content');

/** Whether the database kept a row because others point to it. */
function isReferenced(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || error.code === 'ER_ROW_IS_REFERENCED_2';
}
