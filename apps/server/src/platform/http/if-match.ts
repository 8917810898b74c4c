import type { OperationShape, Versioned } from '@tvs/protocol';
import type { FastifyRequest } from 'fastify';
import type { Database, Db } from '../../database/connection.ts';
import type { Viewer } from '../access.ts';
import { problems } from '../errors.ts';
import { requestContext } from '../request-context.ts';

/** "Only if it still is as I have seen it": looked at inside the change's own transaction. */
export interface Precondition {
  table: Versioned;
  id: number;
  tags: readonly string[];
}

/** The tag of a resource: the instant of its last change, which every change moves on. */
function tagOf(updatedAt: number): string {
  return `"${updatedAt.toString(36)}"`;
}

/** The tag of an answer that says when it was last changed; `null` for others. */
export function tagOfAnswer(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('updated_at' in answer)) return null;
  const at = typeof answer.updated_at === 'string' ? Date.parse(answer.updated_at) : Number.NaN;
  return Number.isNaN(at) ? null : tagOf(at);
}

/** What the request's `If-Match` asks (RFC 9110, 13.1.1); `null` without one. */
export function preconditionOf(operation: OperationShape, request: FastifyRequest, viewer: Viewer | null): Precondition | null {
  const header = request.headers['if-match'];
  if (header === undefined || !operation.versioned || header.trim() === '*') return null;
  const name = /:(\w+)[^:]*$/.exec(operation.path)?.[1];
  const named = name ? (request.params as Record<string, number>)[name] : undefined;
  const own = viewer?.kind === 'user' ? viewer.user_id : 0;
  return { table: operation.versioned, id: named ?? own, tags: header.split(',').map(tag => tag.trim()) };
}

/** A database whose changes first look whether the caller still may, and whether the request's precondition holds (412). */
export function whenUnchanged(write: Database['write']): Database['write'] {
  return async work => {
    const request = requestContext.getStore();
    await request?.recheck?.();
    const result = await write(async trx => {
      if (request?.precondition) await requireUnchanged(trx, request.precondition);
      return work(trx);
    });
    // A second change of the same request meets what the first has made.
    if (request) Object.assign(request, { precondition: null, recheck: null });
    return result;
  };
}

async function requireUnchanged(trx: Db, { table, id, tags }: Precondition): Promise<void> {
  const row =
    table === 'settings'
      ? await settingsRow(trx)
      : await trx.selectFrom(table).select('updated_at').where('id', '=', id).executeTakeFirst();
  // What is not there is the handler's to refuse.
  if (!row || tags.includes(tagOf(row.updated_at))) return;
  throw problems.stale('Someone else changed this meanwhile. Load it again and repeat your change.');
}

/** The settings are one resource in many rows: the last change of any of them. */
async function settingsRow(trx: Db): Promise<{ updated_at: number }> {
  const row = await trx
    .selectFrom('settings')
    .select(eb => eb.fn.max('updated_at').as('updated_at'))
    .executeTakeFirst();
  return { updated_at: Number(row?.updated_at ?? 0) };
}
