import type { ContentProgress, MediaReason } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import { toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { type Media, MediaError, type Prepared } from '../../media/media.ts';
import { changedAt } from '../../platform/clock.ts';
import { pacedProgress } from './progress.ts';
import type { ContentRow } from './rows.ts';

type Change = Omit<Partial<ContentRow>, 'id'>;

/** What a file goes through after it was taken: read to its end, made playable, drawn, then ready or failed with a reason. */
export function createProcessing(context: Context, media: Media) {
  const { db, bus, clock, log } = context;
  const tell = (content_id: number, status: ContentProgress['status'], progress: number, status_detail: string | null = null) =>
    bus.emit('content_progress', { content_id, status, status_detail, progress });

  /** Ends processing in one step; a content removed or ended meanwhile stays as it is. */
  async function end(trx: Db, row: Pick<ContentRow, 'id' | 'updated_at'>, change: Change): Promise<boolean> {
    const { numUpdatedRows } = await trx
      .updateTable('content')
      .set({ ...change, updated_at: changedAt(clock.now(), row) })
      .where('id', '=', row.id)
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  function ended(id: number, status: 'ready' | 'failed', detail: string | null): void {
    tell(id, status, 1, detail);
    bus.emit('changed', { contents: [id] });
  }

  async function ready(row: ContentRow, { facts, rendition }: Prepared, thumbnail: Buffer): Promise<void> {
    const { width, height, duration } = facts;
    // How long a picture or page is shown may have been said while it was processed.
    const length = duration === null ? {} : { duration };
    const change: Change = { status: 'ready', status_detail: null, width, height, metadata: toJson(facts.metadata), ...length };
    const { sha256: source_sha256, file_size: source_size, mime_type: source_mime_type } = row;
    const source = { source_sha256, source_size, source_mime_type };
    const drawn = (more: Change) => media.keepBytes(thumbnail, hash => end(db, row, { ...change, ...more, thumbnail_sha256: hash }));
    const done = rendition
      ? await media.keep(rendition, () =>
          drawn({ ...source, sha256: rendition.sha256, file_size: rendition.size, mime_type: rendition.mime_type }),
        )
      : await drawn({});
    if (done) ended(row.id, 'ready', null);
  }

  async function failed(row: Pick<ContentRow, 'id' | 'updated_at'>, reason: MediaReason): Promise<void> {
    if (await end(db, row, { status: 'failed', status_detail: reason })) ended(row.id, 'failed', reason);
  }

  /** The same bytes were made playable before: what came of it is this content's too. */
  async function sameAsBefore(row: ContentRow): Promise<boolean> {
    const found = await context.write(async trx => {
      const ready = trx.selectFrom('content').selectAll().where('status', '=', 'ready').where('id', '!=', row.id).limit(1);
      const twin =
        (await ready.where('source_sha256', '=', row.sha256).executeTakeFirst()) ??
        (await ready.where('sha256', '=', row.sha256).where('mime_type', '=', row.mime_type).executeTakeFirst());
      if (!twin) return false;
      const { sha256, file_size, mime_type, source_sha256, source_size, source_mime_type } = twin;
      const { thumbnail_sha256, width, height, metadata } = twin;
      const file = { sha256, file_size, mime_type, source_sha256, source_size, source_mime_type };
      const length = row.type === 'video' || row.type === 'audio' ? { duration: twin.duration } : {};
      const change: Change = { ...file, ...length, thumbnail_sha256, width, height, metadata, status: 'ready', status_detail: null };
      return end(trx, row, change);
    });
    if (found) ended(row.id, 'ready', null);
    return found;
  }

  /** Aborts when the content is removed: nobody waits for it any more, and others do for their turn. */
  function whenRemoved(id: number): { signal: AbortSignal; end: () => void } {
    const controller = new AbortController();
    const end = bus.on('changed', async ({ contents }) => {
      if (!contents?.includes(id)) return;
      const row = await db.selectFrom('content').select('id').where('id', '=', id).executeTakeFirst();
      if (!row) controller.abort();
    });
    return { signal: controller.signal, end };
  }

  return {
    /** Bears being run again for a content that is done or gone. */
    async process(content_id: number, stopping: AbortSignal): Promise<void> {
      const row = await db.selectFrom('content').selectAll().where('id', '=', content_id).executeTakeFirst();
      if (row?.status !== 'processing' || (await sameAsBefore(row))) return;
      tell(row.id, 'processing', 0.05);
      const progress = pacedProgress(share => tell(row.id, 'processing', 0.1 + 0.8 * share), clock.now);
      let prepared: Prepared | null = null;
      let file: Awaited<ReturnType<Media['borrow']>> | null = null;
      const removed = whenRemoved(row.id);
      const signal = AbortSignal.any([stopping, removed.signal]);
      try {
        file = await media.borrow(row, signal);
        prepared = await media.prepare(file, signal, progress);
        const thumbnail = await media.draw(file, prepared, signal);
        tell(row.id, 'processing', 0.95);
        await ready(row, prepared, thumbnail);
      } catch (error) {
        if (prepared?.rendition) await media.discard(prepared.rendition);
        if (removed.signal.aborted && !stopping.aborted) return;
        if (!(error instanceof MediaError) || signal.aborted) throw error;
        log.info({ content: row.id, reason: error.message }, 'a content can not be shown');
        await failed(row, error.message);
      } finally {
        removed.end();
        await file?.release();
      }
    },

    /** After the last attempt: it was the server, not the file. */
    giveUp: (content_id: number) =>
      failed({ id: content_id, updated_at: 0 }, 'The server could not process this file. Try again, or upload it again.'),
  };
}
