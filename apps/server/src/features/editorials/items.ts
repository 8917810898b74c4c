import { type EditorialItem, mostEditorialItems, type operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, paged } from '../../database/paging.ts';
import type { UserViewer } from '../../platform/access.ts';
import { changedAt } from '../../platform/clock.ts';
import { notFound, problems } from '../../platform/errors.ts';
import { type Entry, record } from '../audit/service.ts';
import { describeItem, type EditorialRow, type ItemRow, loadEditorial, loadItems } from './rows.ts';

type Create = z.output<(typeof operations)['editorials.createItem']['body']>;
type Patch = z.output<(typeof operations)['editorials.patchItem']['body']>;
type Query = z.output<(typeof operations)['editorials.items']['query']>;
type Trace = Pick<Entry, 'action' | 'resource' | 'resource_id' | 'title' | 'before' | 'after'>;

/** Items written by hand; those of a feed can only be read. `changed` is awaited after each commit. */
export function createItems(context: Context, changed: (editorial_id: number) => Promise<void>) {
  const { db, clock, bus } = context;

  /** One write on the items: the editorial counts as changed with them. */
  async function write<T>(
    viewer: UserViewer,
    id: number,
    work: (trx: Db, editorial: EditorialRow, now: number) => Promise<{ result: T; trace: Trace }>,
  ): Promise<T> {
    const { result, told } = await context.write(async trx => {
      const editorial = await loadEditorial(trx, id);
      if (editorial.kind === 'feed') throw problems.conflict('The items of this editorial come from its feed; they are changed there.');
      const at = changedAt(clock.now(), editorial);
      const { result, trace } = await work(trx, editorial, at);
      await trx.updateTable('editorials').set({ updated_at: at }).where('id', '=', id).execute();
      return { result, told: await record(trx, bus, { at: clock.now(), viewer, ...trace }) };
    });
    told();
    await changed(id);
    return result;
  }

  async function loadItem(trx: Db, editorial_id: number, id: number): Promise<ItemRow> {
    const found = trx.selectFrom('editorial_items').selectAll().where('id', '=', id).where('editorial_id', '=', editorial_id);
    const row = await found.executeTakeFirst();
    if (!row) throw notFound('item', id);
    return row;
  }

  const traced = (row: ItemRow) => describeItem(row);

  return {
    async list(editorial_id: number, query: Query) {
      await loadEditorial(db, editorial_id);
      const found = db.selectFrom('editorial_items').where('editorial_id', '=', editorial_id);
      const rows = await paged(found.selectAll(), query, 'editorial_items').execute();
      return { items: rows.map(describeItem), page: query.page, per_page: query.per_page, total: await countOf(found) };
    },

    create: (viewer: UserViewer, editorial_id: number, body: Create): Promise<EditorialItem> =>
      write(viewer, editorial_id, async (trx, _, now) => {
        const before = await loadItems(trx, editorial_id);
        if (before.length >= mostEditorialItems) throw problems.conflict(`An editorial has at most ${mostEditorialItems} items.`);
        const position = (before.at(-1)?.position ?? -1) + 1;
        const result = await trx
          .insertInto('editorial_items')
          .values({ ...columnsOf(body), title: body.title, editorial_id, position, guid: null, created_at: now, updated_at: now })
          .executeTakeFirstOrThrow();
        const row = await loadItem(trx, editorial_id, insertedId(result));
        const what = { action: 'create', resource: 'editorial_item', resource_id: row.id, title: row.title } as const;
        return { result: describeItem(row), trace: { ...what, after: traced(row) } };
      }),

    update: (viewer: UserViewer, editorial_id: number, id: number, patch: Patch): Promise<EditorialItem> =>
      write(viewer, editorial_id, async trx => {
        const before = await loadItem(trx, editorial_id, id);
        const updated_at = changedAt(clock.now(), before);
        await trx
          .updateTable('editorial_items')
          .set({ ...columnsOf(patch), updated_at })
          .where('id', '=', id)
          .execute();
        const after = await loadItem(trx, editorial_id, id);
        const what = { action: 'update', resource: 'editorial_item', resource_id: id, title: after.title } as const;
        return { result: describeItem(after), trace: { ...what, before: traced(before), after: traced(after) } };
      }),

    remove: (viewer: UserViewer, editorial_id: number, id: number): Promise<void> =>
      write(viewer, editorial_id, async trx => {
        const before = await loadItem(trx, editorial_id, id);
        await trx.deleteFrom('editorial_items').where('id', '=', id).execute();
        const what = { action: 'delete', resource: 'editorial_item', resource_id: id, title: before.title } as const;
        return { result: undefined, trace: { ...what, before: traced(before) } };
      }),

    /** Throws 409 unless these are all of them, each once: somebody else may have added or removed one. */
    order: (viewer: UserViewer, editorial_id: number, ids: readonly number[]): Promise<void> =>
      write(viewer, editorial_id, async (trx, editorial) => {
        const before = (await loadItems(trx, editorial_id)).map(item => item.id);
        const given = new Set(ids);
        if (ids.length !== before.length || given.size !== ids.length || !before.every(id => given.has(id)))
          throw problems.conflict('The order does not name exactly the items there are. Load them again.');
        for (const [position, id] of ids.entries())
          await trx.updateTable('editorial_items').set({ position }).where('id', '=', id).execute();
        const what = { action: 'update', resource: 'editorial', resource_id: editorial_id, title: editorial.name } as const;
        return { result: undefined, trace: { ...what, before: { items: before }, after: { items: ids } } };
      }),
  };
}

/** What a body says of an item as its columns; what it does not name stays. */
function columnsOf({ title, body, link, published_at, expires_at }: Patch) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body: body || null }),
    ...(link === undefined ? {} : { link }),
    ...(published_at === undefined ? {} : { published_at: instantOf(published_at) }),
    ...(expires_at === undefined ? {} : { expires_at: instantOf(expires_at) }),
  };
}

const instantOf = (value: string | null) => (value === null ? null : Date.parse(value));
