import type { operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fromJson } from '../../database/columns.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';

type Query = z.output<(typeof operations)['audit.list']['query']>;

/** The audit log as administrators read it. */
export function createAudit({ db }: Pick<Context, 'db'>, publishing: { tree(): Promise<PlaceTree> }) {
  return {
    async list(query: Query) {
      const { user_id, action, resource, resource_id, location_id, from, to, q } = query;
      let rows = db.selectFrom('audit_log');
      if (location_id !== undefined) {
        const below = (await publishing.tree()).below([location_id]);
        if (below.size === 0) throw notFound('location', location_id);
        rows = rows.where('location_id', 'in', [...below]);
      }
      if (user_id !== undefined) rows = rows.where('user_id', '=', user_id);
      if (action !== undefined) rows = rows.where('action', '=', action);
      if (resource !== undefined) rows = rows.where('resource', '=', resource);
      if (resource_id !== undefined) rows = rows.where('resource_id', '=', resource_id);
      if (from !== undefined) rows = rows.where('at', '>=', Date.parse(from));
      if (to !== undefined) rows = rows.where('at', '<', Date.parse(to));
      if (q) rows = rows.where(matches(q));
      const columns = ['id', 'at', 'user_id', 'user_name', 'action', 'resource', 'resource_id', 'title', 'location_id'] as const;
      const found = await paged(rows.select([...columns, 'before', 'after', 'request_id']), query, 'audit_log').execute();
      return {
        items: found.map(row => ({
          ...row,
          at: iso(row.at),
          before: fromJson<unknown>(row.before),
          after: fromJson<unknown>(row.after),
        })),
        page: query.page,
        per_page: query.per_page,
        total: await countOf(rows.select('id')),
      };
    },
  };
}
