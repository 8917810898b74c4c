import { longestReport, type operations, type PlayGroup, type PlayReport, type PlayReportRow } from '@tvs/protocol';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import { namesOf } from '../plays/service.ts';
import { sendCsv } from './csv.ts';
import { cut, ordered } from './order.ts';
import { scopeOf } from './scope.ts';
import { tallyPlays } from './tally.ts';
import { windowOf } from './window.ts';

type Query = z.output<(typeof operations)['reports.plays']['query']>;

export const reportSpan = { standard: 30, longest: longestReport };

/** Proof of play, added up. A play counts where its player hung when it arrived, on the day it began. */
export async function reportPlays(
  context: Context,
  publishing: Pick<Publishing, 'tree' | 'settings'>,
  viewer: UserViewer,
  query: Query,
  reply: FastifyReply,
): Promise<PlayReport> {
  const { group_by, player_id, content_id, campaign_id } = query;
  const { locations, timezone } = await scopeOf(context, publishing, viewer, query);
  const window = windowOf(query, timezone, context.clock.now(), reportSpan);
  const { groups, totals } = await tallyPlays(context.db, { locations, player_id, content_id, campaign_id }, window, group_by);
  const rows: PlayReportRow[] = [...groups].map(([key, tally]) => ({
    key,
    id: group_by === 'day' || key === '' ? null : Number(key),
    name: group_by === 'day' ? key : null,
    ...tally,
  }));
  const all = query.format === 'csv' || query.sort.endsWith('name');
  const sorted = ordered(all ? await named(context.db, group_by, rows) : rows, query.sort);
  const { from, to } = { from: window.dates[0] ?? '', to: window.dates.at(-1) ?? '' };
  if (query.format === 'csv') {
    return sendCsv(reply, {
      name: `plays-by-${group_by}_${from}_${to}`,
      columns: ['id', 'name', 'plays', 'completed', 'seconds', 'screens', 'clock_suspect'],
      locale: query.locale ?? (await publishing.settings()).default_locale,
      rows: sorted,
    });
  }
  const { page, per_page } = query;
  const shown = cut(sorted, query);
  return {
    items: all ? shown : await named(context.db, group_by, shown),
    page,
    per_page,
    total: rows.length,
    group_by,
    from,
    to,
    timezone,
    totals,
  };
}

async function named(db: Db, group_by: PlayGroup, rows: readonly PlayReportRow[]): Promise<PlayReportRow[]> {
  if (group_by === 'day') return [...rows];
  const names = await namesOf(
    db,
    group_by,
    rows.map(row => row.id),
  );
  return rows.map(row => ({ ...row, name: row.id === null ? null : (names.get(row.id) ?? null) }));
}
