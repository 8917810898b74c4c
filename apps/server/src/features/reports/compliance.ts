import { type ComplianceReport, type ComplianceRow, longestCompliance, mostCompliancePlayers, type operations } from '@tvs/protocol';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { requireSee, type UserViewer } from '../../platform/access.ts';
import { notFound, problems } from '../../platform/errors.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import { namesOf } from '../plays/service.ts';
import { type ComparedPlayer, compare } from './compare.ts';
import { sendCsv } from './csv.ts';
import { cut, ordered } from './order.ts';
import { type Scope, scopeOf } from './scope.ts';
import { windowOf } from './window.ts';

type Query = z.output<(typeof operations)['reports.compliance']['query']>;

const span = { standard: 7, longest: longestCompliance };

/** Planned against played, of the players that hang in the viewer's locations now. */
export async function reportCompliance(
  context: Context,
  publishing: Pick<Publishing, 'tree' | 'settings' | 'programme'>,
  viewer: UserViewer,
  query: Query,
  reply: FastifyReply,
): Promise<ComplianceReport> {
  const { group_by } = query;
  const scope = await scopeOf(context, publishing, viewer, query);
  const window = windowOf(query, scope.timezone, context.clock.now(), span);
  const players = await playersOf(context, viewer, scope, query.player_id);
  const { rows, totals } = await compare(context, publishing, players, scope.locations, window, group_by);
  const names = group_by === 'day' ? null : await namesOf(context.db, group_by, rows.map(idOf));
  const named: ComplianceRow[] = rows.map(row => {
    if (!names) return { ...row, id: null, name: row.key };
    const id = idOf(row);
    return { ...row, id, name: id === null ? null : (names.get(id) ?? null) };
  });
  const sorted = ordered(named, query.sort);
  const { from, to } = { from: window.dates[0] ?? '', to: window.dates.at(-1) ?? '' };
  if (query.format === 'csv') {
    return sendCsv(reply, {
      name: `compliance-by-${group_by}_${from}_${to}`,
      columns: ['id', 'name', 'planned_seconds', 'played_seconds', 'percent', 'silent_seconds'],
      locale: query.locale ?? (await publishing.settings()).default_locale,
      rows: sorted,
    });
  }
  const { page, per_page } = query;
  const { timezone } = scope;
  const shown = { group_by, from, to, timezone, players: players.length, totals };
  return { items: cut(sorted, query), page, per_page, total: sorted.length, ...shown };
}

const idOf = ({ key }: { key: string }) => (key === '' ? null : Number(key));

/** The players asked for. Throws 422 when they are too many for one answer. */
async function playersOf(
  { db }: Pick<Context, 'db'>,
  viewer: UserViewer,
  { locations }: Scope,
  player_id: number | undefined,
): Promise<ComparedPlayer[]> {
  let rows = db.selectFrom('players').select(['id', 'location_id', 'created_at']);
  if (player_id !== undefined) rows = rows.where('id', '=', player_id);
  if (locations !== 'all') rows = locations.size > 0 ? rows.where('location_id', 'in', [...locations]) : rows.where('id', '<', 0);
  const found = await rows
    .orderBy('location_id')
    .orderBy('id')
    .limit(mostCompliancePlayers + 1)
    .execute();
  if (found.length > mostCompliancePlayers)
    throw problems.rule(`These are more than ${mostCompliancePlayers} players: ask for one location.`, {
      errors: [{ path: 'location_id', message: `holds more than ${mostCompliancePlayers} players` }],
    });
  const [one] = found;
  if (player_id !== undefined) {
    if (!one) throw notFound('player', player_id);
    requireSee(viewer, one.location_id, notFound('player', player_id));
  }
  return found;
}
