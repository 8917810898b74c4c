import type { Context } from '../../context.ts';
import { insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { ContentTable } from '../../database/tables.ts';
import type { Marker, Media } from '../../media/media.ts';
import type { UserViewer } from '../../platform/access.ts';
import { changedAt } from '../../platform/clock.ts';
import { problems } from '../../platform/errors.ts';
import { type ContentRow, loadRow, searchText } from './rows.ts';
import { inUse, usersOf } from './usage.ts';

/** What may be said of a content whose file the server writes itself. */
export type Authored = Pick<ContentTable, 'title' | 'sha256' | 'file_size' | 'duration' | 'status' | 'status_detail'>;

export interface AuthoredKind {
  type: 'editorial';
  filename: string;
  mime_type: string;
}

/** Contents that belong to another feature, which writes their files: in its transactions, told by `changed`. */
export function createAuthored({ bus }: Context, media: Media) {
  return {
    /** Keeps the bytes around `commit`, which writes down the content that has them. */
    keep: <T>(bytes: Buffer, commit: (file: Pick<Authored, 'sha256' | 'file_size'>) => Promise<T>): Promise<T> =>
      media.keepBytes(bytes, sha256 => commit({ sha256, file_size: bytes.length })),

    async insert(trx: Db, kind: AuthoredKind, said: Authored, { by, at }: { by: number | null; at: number }): Promise<number> {
      const values = { ...kind, ...said, description: null, metadata: '{}', tags: '[]', created_by: by, created_at: at, updated_at: at };
      const search = searchText({ title: said.title, description: null, tags: [], filename: kind.filename });
      return insertedId(
        await trx
          .insertInto('content')
          .values({ ...values, search })
          .executeTakeFirstOrThrow(),
      );
    },

    /** Call within `replacing`. */
    async update(trx: Db, before: ContentRow, said: Authored, now: number): Promise<void> {
      const search = searchText({ title: said.title, description: null, tags: [], filename: before.filename });
      const updated_at = changedAt(now, before);
      await trx
        .updateTable('content')
        .set({ ...said, search, updated_at })
        .where('id', '=', before.id)
        .execute();
    },

    /** Runs a change that gives a content another file: the one of before goes when nobody uses it any more. */
    async replacing<T>(before: Pick<ContentRow, 'sha256'>, change: () => Promise<T>): Promise<T> {
      const marker = await media.mark(before.sha256);
      try {
        return await change();
      } finally {
        await media.settle(marker);
      }
    },

    /** Runs a change that may `remove` contents, each with its file; 409 with the campaigns that use one. */
    async removing<T>(change: (remove: (trx: Db, viewer: UserViewer, id: number) => Promise<void>) => Promise<T>): Promise<T> {
      const markers: Marker[] = [];
      try {
        return await change(async (trx, viewer, id) => {
          const users = await usersOf(trx, id);
          if (users.length > 0) throw inUse(viewer, users);
          markers.push(await media.mark((await loadRow(trx, id)).sha256));
          await trx.deleteFrom('content').where('id', '=', id).execute();
        });
      } finally {
        for (const marker of markers) await media.settle(marker);
      }
    },

    row: loadRow,

    /** After the commit. */
    tell(content_id: number, { status, status_detail }: Pick<Authored, 'status' | 'status_detail'>): void {
      bus.emit('content_progress', { content_id, status, status_detail, progress: status === 'ready' ? 1 : 0 });
      bus.emit('changed', { contents: [content_id] });
    },
  };
}

export type AuthoredContents = ReturnType<typeof createAuthored>;

/** 409 for a content that is changed where it belongs. */
export async function requireOwn(db: Db, { id, type }: Pick<ContentRow, 'id' | 'type'>): Promise<void> {
  if (type !== 'editorial') return;
  const owner = await db.selectFrom('editorials').select(['id', 'name']).where('content_id', '=', id).executeTakeFirst();
  const used_by = owner ? [{ resource: 'editorial', ...owner }] : [];
  throw problems.conflict(`This content belongs to the editorial “${owner?.name ?? ''}”: change or remove it there.`, { used_by });
}
