import type { Alert, operations } from '@tvs/protocol';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, paged } from '../../database/paging.ts';
import type { AlertsTable } from '../../database/tables.ts';
import { requireSee, requireWrite, type UserViewer } from '../../platform/access.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { notFound, problems } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import { record } from '../audit/service.ts';

type Query = z.output<(typeof operations)['alerts.list']['query']>;
type Row = Selectable<AlertsTable>;

/** Alerts as people see them: the watch raises and clears them, people say that they take care. */
export function createAlerts(context: Context, publishing: { tree(): Promise<PlaceTree> }) {
  const { db, clock, bus } = context;

  async function row(trx: Db, viewer: UserViewer, id: number): Promise<Row> {
    const found = await trx.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
    if (!found) throw notFound('alert', id);
    requireSee(viewer, found.location_id, notFound('alert', id));
    return found;
  }

  return {
    /** For a route's guard: 404 before the body is read. What is about shared content is everybody's. */
    async requireHand(viewer: UserViewer, id: number): Promise<void> {
      const { location_id } = await row(db, viewer, id);
      if (location_id !== null) requireWrite(viewer, location_id);
    },

    async list(viewer: UserViewer, query: Query) {
      const { state, kind, location_id, player_id } = query;
      let rows = db.selectFrom('alerts');
      if (state === 'cleared') rows = rows.where('cleared_at', 'is not', null);
      else if (state !== 'all') rows = rows.where('cleared_at', 'is', null);
      if (state === 'acknowledged') rows = rows.where('acknowledged_at', 'is not', null);
      if (state === 'unacknowledged') rows = rows.where('acknowledged_at', 'is', null);
      if (kind !== undefined) rows = rows.where('kind', '=', kind);
      if (player_id !== undefined) rows = rows.where('player_id', '=', player_id);
      if (location_id !== undefined) {
        requireSee(viewer, location_id, notFound('location', location_id));
        const below = (await publishing.tree()).below([location_id]);
        if (below.size === 0) throw notFound('location', location_id);
        rows = rows.where('location_id', 'in', [...below]);
      } else if (viewer.locations !== 'all') {
        const own = [...viewer.locations];
        rows = rows.where(eb => eb.or([eb('location_id', 'is', null), ...(own.length > 0 ? [eb('location_id', 'in', own)] : [])]));
      }
      const found = await paged(rows.selectAll(), query, 'alerts').execute();
      return { items: found.map(describe), page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },

    /** Says who takes care, or takes that back. What is said already is said once. */
    async acknowledge(viewer: UserViewer, id: number, taken: boolean): Promise<Alert> {
      const { after, told } = await context.write(async trx => {
        const before = await row(trx, viewer, id);
        if (before.cleared_at !== null) throw problems.conflict('This alert is over: its cause has ended.');
        if ((before.acknowledged_at !== null) === taken) return { after: before, told: () => undefined };
        const now = clock.now();
        const change = { acknowledged_at: taken ? now : null, acknowledged_by: taken ? viewer.user_id : null };
        await trx
          .updateTable('alerts')
          .set({ ...change, updated_at: changedAt(now, before) })
          .where('id', '=', id)
          .execute();
        const after = await row(trx, viewer, id);
        const told = await record(trx, bus, {
          at: now,
          viewer,
          action: taken ? 'acknowledge' : 'unacknowledge',
          resource: 'alert',
          resource_id: id,
          title: after.title,
          location_id: after.location_id,
          before: describe(before),
          after: describe(after),
        });
        return { after, told };
      });
      told();
      return describe(after);
    },
  };
}

function describe(row: Row): Alert {
  return {
    id: row.id,
    kind: row.kind as Alert['kind'],
    player_id: row.player_id,
    location_id: row.location_id,
    content_id: row.content_id,
    title: row.title,
    params: fromJson<Alert['params']>(row.params),
    raised_at: iso(row.raised_at),
    acknowledged_at: iso(row.acknowledged_at),
    acknowledged_by: row.acknowledged_by,
    cleared_at: iso(row.cleared_at),
    updated_at: iso(row.updated_at),
  };
}
