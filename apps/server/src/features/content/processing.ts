import type { ContentProgress } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import { toJson } from '../../database/columns.ts';
import { type Facts, type Media, MediaError } from '../../media/media.ts';
import type { ContentRow } from './rows.ts';

/** What a file goes through after it was taken: read to its end, drawn, then ready or failed with a reason. */
export function createProcessing({ db, bus, clock, log }: Context, media: Media) {
  const tell = (content_id: number, status: ContentProgress['status'], progress: number, status_detail: string | null = null) =>
    bus.emit('content_progress', { content_id, status, status_detail, progress });

  /** Ends processing in one step; a content removed or ended meanwhile stays as it is. */
  async function end(row: Pick<ContentRow, 'id' | 'updated_at'>, change: Omit<Partial<ContentRow>, 'id'>): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('content')
      .set({ ...change, updated_at: Math.max(clock.now(), row.updated_at + 1) })
      .where('id', '=', row.id)
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  function ended(id: number, status: 'ready' | 'failed', detail: string | null): void {
    tell(id, status, 1, detail);
    bus.emit('changed', { contents: [id] });
  }

  async function ready(row: ContentRow, facts: Facts, thumbnail: Buffer): Promise<void> {
    const { width, height, duration } = facts;
    const change = { status: 'ready', status_detail: null, width, height, metadata: toJson(facts.metadata) } as const;
    // How long a picture or page is shown may have been said while it was processed.
    const length = duration === null ? {} : { duration };
    const done = await media.keepBytes(thumbnail, sha256 => end(row, { ...change, ...length, thumbnail_sha256: sha256 }));
    if (done) ended(row.id, 'ready', null);
  }

  async function failed(row: Pick<ContentRow, 'id' | 'updated_at'>, reason: string): Promise<void> {
    if (await end(row, { status: 'failed', status_detail: reason })) ended(row.id, 'failed', reason);
  }

  return {
    /** Bears being run again for a content that is done or gone. */
    async process(content_id: number, signal: AbortSignal): Promise<void> {
      const row = await db.selectFrom('content').selectAll().where('id', '=', content_id).executeTakeFirst();
      if (row?.status !== 'processing') return;
      tell(row.id, 'processing', 0.1);
      try {
        const facts = await media.examine(row, signal);
        tell(row.id, 'processing', 0.5);
        const thumbnail = await media.draw(row, facts, signal);
        tell(row.id, 'processing', 0.9);
        await ready(row, facts, thumbnail);
      } catch (error) {
        if (!(error instanceof MediaError) || signal.aborted) throw error;
        log.info({ content: row.id, reason: error.message }, 'a content can not be shown');
        await failed(row, error.message);
      }
    },

    /** After the last attempt: it was the server, not the file. */
    giveUp: (content_id: number) =>
      failed({ id: content_id, updated_at: 0 }, 'The server could not process this file. Try to upload it again.'),
  };
}
