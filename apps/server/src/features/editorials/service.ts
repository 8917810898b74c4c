import type { Editorial, operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fold, insertedId, toJson } from '../../database/columns.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import type { UserViewer } from '../../platform/access.ts';
import { createAttempts } from '../../platform/attempts.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { problems, rule } from '../../platform/errors.ts';
import type { GuardedFetch } from '../../platform/fetch/guarded.ts';
import { FetchError } from '../../platform/fetch/refusal.ts';
import { record } from '../audit/service.ts';
import type { AuthoredContents } from '../content/service.ts';
import { FeedError } from './feed/feed-error.ts';
import { createReading } from './feed/reading.ts';
import { createTimetable } from './feed/timetable.ts';
import { createItems } from './items.ts';
import { configOf, describe, describeOne, loadEditorial } from './rows.ts';
import { createScreens } from './screens.ts';
import { snapshotKind, snapshotOf } from './snapshot.ts';

type Create = z.output<(typeof operations)['editorials.create']['body']>;
type Patch = z.output<(typeof operations)['editorials.patch']['body']>;
type Query = z.output<(typeof operations)['editorials.list']['query']>;

interface Uses {
  /** The contents that stand for editorials in campaigns. */
  authored: AuthoredContents;
  fetching: GuardedFetch;
}

/** Reads that one person may ask for in ten minutes: each has this server fetch something. */
const asksPerWindow = 30;
const previewed = 10;

/** Streams of short items, by hand or from a feed, which screens show as contents. */
export function createEditorials(context: Context, { authored, fetching }: Uses) {
  const { db, clock, bus } = context;
  const stop = new AbortController();
  const screens = createScreens(context, authored);
  const reading = createReading(context, { fetching, screens, signal: stop.signal });
  const timetable = createTimetable(context, { reading, screens });
  const asks = createAttempts(asksPerWindow, 10 * 60_000, clock.now);

  async function changed(id: number): Promise<void> {
    await screens.sync(id);
    timetable.wake();
  }

  /** 422 for an address that the server would refuse to fetch in any case. */
  function requireFetchable(url: string): void {
    try {
      fetching.check(url);
    } catch (error) {
      throw refusedFeed(error);
    }
  }

  const items = createItems(context, changed);

  return {
    items,
    get: (id: number) => describeOne(db, id),

    async list(query: Query) {
      let found = db.selectFrom('editorials');
      if (query.kind) found = found.where('kind', '=', query.kind);
      if (query.q) found = found.where(matches(query.q));
      const rows = await paged(found.selectAll(), query, 'editorials').execute();
      return { items: await describe(db, rows), page: query.page, per_page: query.per_page, total: await countOf(found) };
    },

    async create(viewer: UserViewer, { name, kind, feed_url, config }: Create): Promise<Editorial> {
      if (feed_url) requireFetchable(feed_url);
      const now = clock.now();
      const said = { name, config: toJson(configOf(config)) };
      const { bytes, facts } = snapshotOf({ ...said, kind, feed_url }, [], now);
      const { editorial, told } = await authored.keep(bytes, file =>
        context.write(async trx => {
          const content_id = await authored.insert(trx, snapshotKind, { ...file, ...facts }, { by: viewer.user_id, at: now });
          const feed = { feed_url, feed_etag: null, feed_last_modified: null, feed_fetched_at: null, feed_error: null };
          const result = await trx
            .insertInto('editorials')
            .values({
              ...said,
              kind,
              ...feed,
              content_id,
              feed_next_at: kind === 'feed' ? now : null,
              search: fold(name, feed_url),
              created_by: viewer.user_id,
              created_at: now,
              updated_at: now,
            })
            .executeTakeFirstOrThrow();
          const editorial = await describeOne(trx, insertedId(result));
          const what = { action: 'create', resource: 'editorial', resource_id: editorial.id, title: name } as const;
          return { editorial, told: await record(trx, bus, { at: now, viewer, ...what, after: editorial }) };
        }),
      );
      told();
      authored.tell(editorial.content_id, facts);
      timetable.wake();
      return editorial;
    },

    async update(viewer: UserViewer, id: number, patch: Patch): Promise<Editorial> {
      if (patch.feed_url) requireFetchable(patch.feed_url);
      const { after, told } = await context.write(async trx => {
        const row = await loadEditorial(trx, id);
        if (patch.feed_url !== undefined && row.kind !== 'feed') throw rule('feed_url', 'makes no sense for an editorial written by hand');
        const before = await describeOne(trx, id);
        const config = configOf(before.config, patch.config ?? null);
        const name = patch.name ?? row.name;
        const feed_url = patch.feed_url ?? row.feed_url;
        // Another feed, or more of it than was taken: what is known of the last answer no longer counts.
        const again = row.kind === 'feed' && (feed_url !== row.feed_url || config.max_items !== before.config.max_items);
        const sooner = row.kind === 'feed' && config.refresh_minutes < before.config.refresh_minutes;
        const at = changedAt(clock.now(), row);
        await trx
          .updateTable('editorials')
          .set({
            name,
            feed_url,
            config: toJson(config),
            search: fold(name, feed_url),
            updated_at: at,
            ...(again ? { feed_etag: null, feed_last_modified: null, feed_error: null, feed_failures: 0 } : {}),
            ...(again || sooner ? { feed_next_at: clock.now() } : {}),
          })
          .where('id', '=', id)
          .execute();
        const after = await describeOne(trx, id);
        const what = { action: 'update', resource: 'editorial', resource_id: id, title: name } as const;
        return { after, told: await record(trx, bus, { at: clock.now(), viewer, ...what, before, after }) };
      });
      told();
      await changed(id);
      return after;
    },

    /** 409 with the campaigns that show it. Its items and its content go with it. */
    async remove(viewer: UserViewer, id: number): Promise<void> {
      const { content_id, told } = await authored.removing(remove =>
        context.write(async trx => {
          const before = await describeOne(trx, id);
          await trx.deleteFrom('editorial_items').where('editorial_id', '=', id).execute();
          await trx.deleteFrom('editorials').where('id', '=', id).execute();
          await remove(trx, viewer, before.content_id);
          const what = { action: 'delete', resource: 'editorial', resource_id: id, title: before.name } as const;
          const told = await record(trx, bus, { at: clock.now(), viewer, ...what, before });
          return { content_id: before.content_id, told };
        }),
      );
      told();
      bus.emit('changed', { contents: [content_id] });
      timetable.wake();
    },

    /** 409 for an editorial without feed. What goes wrong with the feed is the answer, not an error. */
    async refresh(viewer: UserViewer, id: number) {
      const row = await loadEditorial(db, id);
      if (row.kind !== 'feed') throw problems.conflict('This editorial is written by hand: it has no feed.');
      asks.attempt(`user ${viewer.user_id}`);
      const outcome = await reading.read(id, viewer);
      timetable.wake();
      return { ...outcome, editorial: await describeOne(db, id) };
    },

    async preview(viewer: UserViewer, feed_url: string) {
      asks.attempt(`user ${viewer.user_id}`);
      const { title, items } = await reading.preview(feed_url, previewed).catch((error: unknown) => {
        throw refusedFeed(error);
      });
      return { title, items: items.map(({ guid: _, published_at, ...shown }) => ({ ...shown, published_at: iso(published_at) })) };
    },

    orderItems: async (viewer: UserViewer, id: number, ids: readonly number[]): Promise<Editorial> => {
      await items.order(viewer, id, ids);
      return describeOne(db, id);
    },

    start: timetable.start,

    /** Breaks off what is being read; it is read again after the next start. */
    async close(): Promise<void> {
      stop.abort();
      await timetable.close();
      await reading.idle();
    },
  };
}

export type Editorials = ReturnType<typeof createEditorials>;

function refusedFeed(error: unknown) {
  if (!(error instanceof FetchError) && !(error instanceof FeedError)) return error;
  return problems.rule(error.message, { errors: [{ path: 'feed_url', message: error.message }] });
}
