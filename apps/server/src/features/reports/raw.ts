import type { operations, Play, PlayCursor } from '@tvs/protocol';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import { describePlays, nextOf, type PlayFilter, pageOfPlays } from '../plays/service.ts';
import { sendCsv } from './csv.ts';
import { reportSpan } from './plays.ts';
import { scopeOf } from './scope.ts';
import { windowOf } from './window.ts';

type Query = z.output<(typeof operations)['reports.raw']['query']>;

/** Plays read at once for a file. */
const batch = 500;

const columns = [
  'id',
  'started_at',
  'length',
  'completed',
  'reason',
  'player_id',
  'player_name',
  'location_id',
  'location_name',
  'content_id',
  'content_title',
  'campaign_id',
  'campaign_name',
  'schedule_id',
  'seq',
  'programme_version',
  'received_at',
  'clock_suspect',
] as const;

/** Single plays, oldest first: a page of them, or as a file all that were there when it was begun and since. */
export async function rawPlays(
  context: Context,
  publishing: Pick<Publishing, 'tree' | 'settings'>,
  viewer: UserViewer,
  query: Query,
  reply: FastifyReply,
) {
  const { db, clock } = context;
  const { player_id, content_id, campaign_id, cursor, per_page } = query;
  const { locations, timezone } = await scopeOf(context, publishing, viewer, query);
  const window = windowOf(query, timezone, clock.now(), reportSpan);
  const filter = { locations, player_id, content_id, campaign_id, from: window.from, to: window.to };
  const { from, to } = { from: window.dates[0] ?? '', to: window.dates.at(-1) ?? '' };
  if (query.format === 'csv') {
    const locale = query.locale ?? (await publishing.settings()).default_locale;
    return sendCsv(reply, { name: `plays_${from}_${to}`, columns, locale, rows: everyPlay(db, filter, cursor) });
  }
  const rows = await pageOfPlays(db, filter, { cursor, limit: per_page, order: 'asc' });
  return { items: await describePlays(db, rows), next: nextOf(rows, per_page), from, to, timezone };
}

async function* everyPlay(db: Db, filter: PlayFilter, begin: PlayCursor | undefined): AsyncGenerator<Play> {
  for (let cursor = begin; ; ) {
    const rows = await pageOfPlays(db, filter, { cursor, limit: batch, order: 'asc' });
    yield* await describePlays(db, rows);
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    cursor = { at: last.started_at, id: last.id };
    // SQLite answers in this thread: others have their turn.
    await new Promise(resolve => setImmediate(resolve));
  }
}
