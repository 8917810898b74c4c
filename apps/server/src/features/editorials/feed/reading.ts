import type { Context } from '../../../context.ts';
import type { Db } from '../../../database/connection.ts';
import type { UserViewer } from '../../../platform/access.ts';
import type { GuardedFetch } from '../../../platform/fetch/guarded.ts';
import { FetchError } from '../../../platform/fetch/refusal.ts';
import { version } from '../../../version.ts';
import { record } from '../../audit/service.ts';
import { configIn, type EditorialRow, loadItems } from '../rows.ts';
import type { Screens } from '../screens.ts';
import { nextAfterFailure, nextAfterSuccess } from './delays.ts';
import { FeedError } from './feed-error.ts';
import { type Feed, readFeed } from './read-feed.ts';
import { storeItems } from './store.ts';

export interface Outcome {
  outcome: 'changed' | 'unchanged' | 'failed';
  error: string | null;
}

interface Fresh {
  /** `null`: nothing new since the last time. */
  feed: Feed | null;
  etag: string | null;
  last_modified: string | null;
}

const accept = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5';
const longestTag = 1000;

interface Uses {
  fetching: GuardedFetch;
  screens: Screens;
  /** Aborted when the server closes. */
  signal: AbortSignal;
}

/** Reads feeds and writes down what came of it. Whoever reads has claimed the editorial's turn before. */
export function createReading(context: Context, { fetching, screens, signal }: Uses) {
  const { db, bus, clock, log } = context;
  /** Reads under way, at most one for each editorial. */
  const running = new Map<number, Promise<Outcome>>();

  async function load(url: string, max: number, headers: Record<string, string> = {}): Promise<Fresh> {
    const answer = await fetching.get(url, { accept, 'user-agent': `TVS/${version}`, ...headers }, signal);
    if (answer.status === 304) return { feed: null, etag: null, last_modified: null };
    return {
      feed: readFeed(answer.body, { contentType: answer.headers['content-type'], url: answer.url, max }),
      etag: remembered(answer.headers.etag),
      last_modified: remembered(answer.headers['last-modified']),
    };
  }

  async function read(id: number, viewer: UserViewer | null): Promise<Outcome> {
    const row = await db.selectFrom('editorials').selectAll().where('id', '=', id).executeTakeFirst();
    if (row?.feed_url == null) return { outcome: 'failed', error: 'This editorial was removed.' };
    const headers = {
      ...(row.feed_etag ? { 'if-none-match': row.feed_etag } : {}),
      ...(row.feed_last_modified ? { 'if-modified-since': row.feed_last_modified } : {}),
    };
    try {
      const fresh = await load(row.feed_url, configIn(row).max_items, headers);
      const outcome = await store(row, fresh, viewer);
      // Unchanged too: what kept the file from following last time may be over.
      await screens.sync(id);
      return outcome;
    } catch (error) {
      if (signal.aborted) {
        // The turn goes back: the next start reads it.
        await db.updateTable('editorials').set({ feed_next_at: clock.now() }).where('id', '=', id).execute();
        return { outcome: 'failed', error: 'The server is closing.' };
      }
      return fail(row, error, viewer);
    }
  }

  /** In one transaction, unless the editorial became another or went meanwhile. */
  async function write(row: EditorialRow, viewer: UserViewer | null, work: (trx: Db, now: EditorialRow) => Promise<Outcome>) {
    const { outcome, told } = await context.write(async trx => {
      const now = await trx.selectFrom('editorials').selectAll().where('id', '=', row.id).executeTakeFirst();
      if (!now || now.feed_url !== row.feed_url) return { outcome: { outcome: 'unchanged', error: null } as const, told: null };
      const outcome = await work(trx, now);
      // By itself it is told when a feed begins to fail and when it is well again, not for every piece of news.
      if (!viewer && (outcome.error === null) === (now.feed_failures === 0)) return { outcome, told: null };
      const what = { action: 'update', resource: 'editorial', resource_id: row.id, title: now.name } as const;
      return { outcome, told: await record(trx, bus, { at: clock.now(), viewer, ...what, after: outcome }) };
    });
    told?.();
    return outcome;
  }

  const store = (row: EditorialRow, { feed, etag, last_modified }: Fresh, viewer: UserViewer | null) =>
    write(row, viewer, async (trx, now) => {
      const at = clock.now();
      const changed = feed !== null && (await storeItems(trx, row.id, await loadItems(trx, row.id), feed.items, at));
      const state = { feed_fetched_at: at, feed_error: null, feed_failures: 0 };
      const next = nextAfterSuccess(at, configIn(now).refresh_minutes, Math.random());
      const tags = feed === null ? {} : { feed_etag: etag, feed_last_modified: last_modified };
      await trx
        .updateTable('editorials')
        .set({ ...state, ...tags, feed_next_at: next })
        .where('id', '=', row.id)
        .execute();
      return { outcome: changed ? 'changed' : 'unchanged', error: null };
    });

  /** The items of before stay. */
  function fail(row: EditorialRow, error: unknown, viewer: UserViewer | null): Promise<Outcome> {
    const known = error instanceof FetchError || error instanceof FeedError;
    if (known) log.info({ editorial: row.id, reason: error.message }, 'a feed could not be read');
    else log.error({ err: error, editorial: row.id }, 'a feed could not be read');
    const words = known ? error.message : 'Something went wrong here while the feed was read.';
    const retryAfter = error instanceof FetchError ? (error.more.retryAfter ?? null) : null;
    return write(row, viewer, async (trx, now) => {
      const failures = now.feed_failures + 1;
      const next = nextAfterFailure(clock.now(), failures, configIn(now).refresh_minutes, Math.random(), retryAfter);
      await trx
        .updateTable('editorials')
        .set({ feed_error: words, feed_failures: failures, feed_next_at: next })
        .where('id', '=', row.id)
        .execute();
      return { outcome: 'failed', error: words };
    });
  }

  function begin(id: number, viewer: UserViewer | null): Promise<Outcome> {
    const reading = read(id, viewer).finally(() => running.delete(id));
    running.set(id, reading);
    return reading;
  }

  return {
    /**
     * What its feed gives now, or failed to; never throws for what the feed does. One that is under way began before the
     * question, maybe at another address: it is waited for, and all who asked meanwhile share the next.
     */
    async read(id: number, viewer: UserViewer | null = null): Promise<Outcome> {
      await running.get(id)?.catch(() => undefined);
      return running.get(id) ?? begin(id, viewer);
    },

    /** Stores nothing. @throws FetchError, FeedError */
    async preview(url: string, max: number): Promise<Feed> {
      const { feed } = await load(url, max);
      return feed ?? { title: null, items: [] };
    },

    /** Once what is under way has ended; call after the abort. */
    async idle(): Promise<void> {
      await Promise.allSettled(running.values());
    },
  };
}

export type Reading = ReturnType<typeof createReading>;

/** A tag too long to be sent back is no use. */
function remembered(value: string | undefined): string | null {
  return value !== undefined && value.length <= longestTag ? value : null;
}
