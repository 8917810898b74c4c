import { statfs } from 'node:fs/promises';
import type { DashboardPlayer, operations, Stats } from '@tvs/protocol';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import { administratorsOwn, maySee, requireSee, type UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import type { Players, Where } from '../players/service.ts';

type ActivityQuery = z.output<(typeof operations)['dashboard.activity']['query']>;

/** What the dashboard shows: numbers, one small row for every player, what happened. A few statements, however large the network. */
export function createDashboard(context: Context, players: Players, publishing: { tree(): Promise<PlaceTree> }) {
  const { db, config } = context;

  /** What the viewer may see of the location, or of everything. */
  async function scope(viewer: UserViewer, location_id: number | undefined): Promise<Where> {
    if (location_id === undefined) return viewer.locations;
    requireSee(viewer, location_id, notFound('location', location_id));
    const below = (await publishing.tree()).below([location_id]);
    return viewer.locations === 'all' ? below : new Set([...below].filter(id => maySee(viewer, id)));
  }

  return {
    async stats(viewer: UserViewer, location_id: number | undefined): Promise<Stats> {
      const where = await scope(viewer, location_id);
      const inside = (id: number | null) => id === null || where === 'all' || where.has(id);
      const content = await db
        .selectFrom('content')
        .select(eb => ['status', eb.fn.countAll<number>().as('total'), sql<number>`coalesce(sum(file_size), 0)`.as('bytes')])
        .groupBy('status')
        .execute();
      const of = (status: string) => Number(content.find(row => row.status === status)?.total ?? 0);
      const bytes = content.reduce((sum, row) => sum + Number(row.bytes), 0);
      const tree = await publishing.tree();
      const disk = await statfs(config.dataDir);
      const alerts = await openAlerts(db, inside);
      return {
        players: await players.count(where),
        content: {
          total: content.reduce((sum, row) => sum + Number(row.total), 0),
          processing: of('processing'),
          failed: of('failed'),
          bytes,
        },
        campaigns: await activeOf(db, 'campaigns', inside),
        schedules: await activeOf(db, 'schedules', inside),
        locations: where === 'all' ? [...tree.all()].length : where.size,
        alerts,
        storage: { used: bytes, free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize },
      };
    },

    async players(viewer: UserViewer, location_id: number | undefined): Promise<DashboardPlayer[]> {
      return players.slim(await scope(viewer, location_id));
    },

    async activity(viewer: UserViewer, query: ActivityQuery) {
      let rows = db.selectFrom('audit_log');
      const below = query.location_id === undefined ? null : (await publishing.tree()).below([query.location_id]);
      if (query.location_id !== undefined) requireSee(viewer, query.location_id, notFound('location', query.location_id));
      const shown = below ?? viewer.locations;
      if (shown !== 'all')
        rows = rows.where(eb =>
          eb.or([...(below ? [] : [eb('location_id', 'is', null)]), ...(shown.size > 0 ? [eb('location_id', 'in', [...shown])] : [])]),
        );
      if (query.q) rows = rows.where(matches(query.q));
      // Users and settings are the administrators' business.
      if (viewer.role !== 'admin') rows = rows.where('resource', 'not in', administratorsOwn);
      const columns = ['id', 'at', 'user_id', 'user_name', 'action', 'resource', 'resource_id', 'title', 'location_id'] as const;
      const found = await paged(rows.select(columns), query, 'audit_log').execute();
      return {
        items: found.map(row => ({ ...row, at: iso(row.at) })),
        page: query.page,
        per_page: query.per_page,
        total: await countOf(rows.select('id')),
      };
    },
  };
}

type Inside = (location_id: number | null) => boolean;

async function activeOf(db: Db, table: 'campaigns' | 'schedules', inside: Inside): Promise<{ total: number; active: number }> {
  const rows = await db
    .selectFrom(table)
    .select(eb => ['location_id', 'is_active', eb.fn.countAll<number>().as('total')])
    .groupBy(['location_id', 'is_active'])
    .execute();
  const seen = rows.filter(row => inside(row.location_id));
  return { total: sum(seen), active: sum(seen.filter(row => row.is_active === 1)) };
}

async function openAlerts(db: Db, inside: Inside): Promise<Stats['alerts']> {
  const rows = await db
    .selectFrom('alerts')
    .select(eb => ['location_id', eb.fn.countAll<number>().as('total')])
    // Counts those that are not null.
    .select(eb => eb.fn.count<number>('acknowledged_at').as('acknowledged'))
    .where('open_key', 'is not', null)
    .groupBy('location_id')
    .execute();
  const seen = rows.filter(row => inside(row.location_id));
  const open = sum(seen);
  return { open, unacknowledged: open - seen.reduce((all, row) => all + Number(row.acknowledged), 0) };
}

const sum = (rows: readonly { total: number }[]) => rows.reduce((all, row) => all + Number(row.total), 0);
