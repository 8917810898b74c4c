import { statfs } from 'node:fs/promises';
import type { DashboardPlayer, operations, Stats } from '@tvs/protocol';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { countOf, paged } from '../../database/paging.ts';
import { administratorsOwn, maySee, requireSee, type UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import type { Players } from '../players/service.ts';

type ActivityQuery = z.output<(typeof operations)['dashboard.activity']['query']>;

/** What the dashboard shows: numbers, one small row for every player, what happened. */
export function createDashboard(context: Context, players: Players, publishing: { tree(): Promise<PlaceTree> }) {
  const { db, config } = context;

  async function scope(viewer: UserViewer, location_id: number | undefined): Promise<(id: number | null) => boolean> {
    if (location_id === undefined) return id => maySee(viewer, id);
    requireSee(viewer, location_id, notFound('location', location_id));
    const below = (await publishing.tree()).below([location_id]);
    return id => id !== null && below.has(id) && maySee(viewer, id);
  }

  return {
    async stats(viewer: UserViewer, location_id: number | undefined): Promise<Stats> {
      const inside = await scope(viewer, location_id);
      const screens = await players.all(viewer, location_id);
      const content = await db
        .selectFrom('content')
        .select(eb => ['status', eb.fn.countAll<number>().as('total'), sql<number>`coalesce(sum(file_size), 0)`.as('bytes')])
        .groupBy('status')
        .execute();
      const campaigns = await db.selectFrom('campaigns').select(['location_id', 'is_active']).execute();
      const schedules = await db.selectFrom('schedules').select(['location_id', 'is_active']).execute();
      const seenCampaigns = campaigns.filter(row => row.location_id === null || inside(row.location_id));
      const seenSchedules = schedules.filter(row => row.location_id === null || inside(row.location_id));
      const tree = await publishing.tree();
      const disk = await statfs(config.dataDir);
      const of = (status: string) => Number(content.find(row => row.status === status)?.total ?? 0);
      const online = screens.filter(player => player.status === 'online').length;
      return {
        players: {
          total: screens.length,
          online,
          offline: screens.length - online,
          up_to_date: screens.filter(player => player.up_to_date).length,
        },
        content: {
          total: content.reduce((sum, row) => sum + Number(row.total), 0),
          processing: of('processing'),
          failed: of('failed'),
          bytes: content.reduce((sum, row) => sum + Number(row.bytes), 0),
        },
        campaigns: { total: seenCampaigns.length, active: seenCampaigns.filter(row => row.is_active === 1).length },
        schedules: { total: seenSchedules.length, active: seenSchedules.filter(row => row.is_active === 1).length },
        locations: [...tree.all()].filter(place => inside(place.id)).length,
        storage: {
          used: content.reduce((sum, row) => sum + Number(row.bytes), 0),
          free: disk.bavail * disk.bsize,
          total: disk.blocks * disk.bsize,
        },
      };
    },

    async players(viewer: UserViewer, location_id: number | undefined): Promise<DashboardPlayer[]> {
      await scope(viewer, location_id);
      return players.all(viewer, location_id);
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
