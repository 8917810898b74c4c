import type { Activity } from '@tvs/protocol';
import { fold, insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import type { Bus } from '../../platform/bus.ts';
import { iso } from '../../platform/clock.ts';
import { requestContext } from '../../platform/request-context.ts';

export interface Entry {
  at: number;
  /** Who did it; `null` for what the system does by itself. */
  viewer: Pick<UserViewer, 'user_id' | 'username'> | null;
  action:
    | 'create'
    | 'update'
    | 'delete'
    | 'publish'
    | 'draft'
    | 'command'
    | 'cancel'
    | 'pair'
    | 'renew_key'
    | 'upload'
    | 'retry'
    | 'logout'
    | 'acknowledge'
    | 'unacknowledge';
  resource: string;
  resource_id: number | null;
  /** The name of what it was done to. */
  title: string;
  location_id?: number | null;
  before?: unknown;
  after?: unknown;
}

/**
 * Writes who did what in the caller's transaction, so that the write and its trace stand or fall together. Returns what
 * to call after the commit, which tells the live feed.
 */
export async function record(trx: Db, bus: Bus, entry: Entry): Promise<() => void> {
  const result = await trx
    .insertInto('audit_log')
    .values({
      at: entry.at,
      user_id: entry.viewer?.user_id ?? null,
      user_name: entry.viewer?.username ?? null,
      action: entry.action,
      resource: entry.resource,
      resource_id: entry.resource_id,
      title: entry.title.slice(0, 200),
      location_id: entry.location_id ?? null,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      request_id: requestContext.getStore()?.request_id ?? null,
      search: fold(entry.title, entry.viewer?.username).slice(0, 400),
    })
    .executeTakeFirstOrThrow();
  const wish = requestContext.getStore()?.wish;
  if (wish) wish.about ??= { resource: entry.resource, id: entry.resource_id };
  const activity: Activity = {
    id: insertedId(result),
    at: iso(entry.at),
    user_id: entry.viewer?.user_id ?? null,
    user_name: entry.viewer?.username ?? null,
    action: entry.action,
    resource: entry.resource,
    resource_id: entry.resource_id,
    title: entry.title.slice(0, 200),
    location_id: entry.location_id ?? null,
  };
  return () => bus.emit('activity', activity);
}
