import type { Location, operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { maySee, requireSee, type UserViewer } from '../../platform/access.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { notFound, problems, rule } from '../../platform/errors.ts';
import { loadTree, type PlaceTree } from '../../publishing/places.ts';
import { loadSettings } from '../../publishing/settings.ts';
import { record } from '../audit/service.ts';

type Create = z.output<(typeof operations)['locations.create']['body']>;
type Patch = z.output<(typeof operations)['locations.patch']['body']>;

export type Locations = ReturnType<typeof createLocations>;

/** The tree of places. */
export function createLocations(context: Context) {
  const { db, clock, bus } = context;

  async function tree(trx: Db): Promise<PlaceTree> {
    return loadTree(trx, await loadSettings(trx));
  }

  async function load(trx: Db, ids?: readonly number[]): Promise<Location[]> {
    let query = trx.selectFrom('locations').selectAll().orderBy('name').orderBy('id');
    if (ids) query = query.where('id', 'in', ids);
    const rows = await query.execute();
    const places = await tree(trx);
    const counts = await trx
      .selectFrom('players')
      .select(eb => ['location_id', eb.fn.countAll<number>().as('players')])
      .groupBy('location_id')
      .execute();
    const players = new Map(counts.map(count => [count.location_id, Number(count.players)]));
    return rows.map(row => ({
      ...row,
      effective_timezone: places.timezone(row.id),
      effective_default_campaign_id: places.defaultCampaign(row.id),
      player_count: players.get(row.id) ?? 0,
      created_at: iso(row.created_at),
      updated_at: iso(row.updated_at),
    }));
  }

  async function one(trx: Db, id: number): Promise<Location> {
    const [location] = await load(trx, [id]);
    if (!location) throw notFound('location', id);
    return location;
  }

  async function requireReferences(trx: Db, { parent_id, default_campaign_id }: Patch): Promise<void> {
    if (parent_id) {
      const parent = await trx.selectFrom('locations').select('id').where('id', '=', parent_id).executeTakeFirst();
      if (!parent) throw rule('parent_id', 'names a location that does not exist');
    }
    if (default_campaign_id) {
      const campaign = await trx.selectFrom('campaigns').select('id').where('id', '=', default_campaign_id).executeTakeFirst();
      if (!campaign) throw rule('default_campaign_id', 'names a campaign that does not exist');
    }
  }

  return {
    async list(viewer: UserViewer): Promise<Location[]> {
      return (await load(db)).filter(location => maySee(viewer, location.id));
    },

    async get(viewer: UserViewer, id: number): Promise<Location> {
      requireSee(viewer, id, notFound('location', id));
      return one(db, id);
    },

    async create(viewer: UserViewer, body: Create): Promise<Location> {
      const now = clock.now();
      const { location, told } = await context.write(async trx => {
        await requireReferences(trx, body);
        const values = { ...body, created_at: now, updated_at: now };
        const id = insertedId(await trx.insertInto('locations').values(values).executeTakeFirstOrThrow());
        const location = await one(trx, id);
        const entry = {
          at: now,
          viewer,
          action: 'create',
          resource: 'location',
          resource_id: id,
          title: location.name,
          location_id: id,
        } as const;
        return { location, told: await record(trx, bus, { ...entry, after: location }) };
      });
      told();
      bus.emit('changed', { tree: true, locations: [location.id] });
      return location;
    },

    async update(viewer: UserViewer, id: number, patch: Patch): Promise<Location> {
      const now = clock.now();
      const { location, told } = await context.write(async trx => {
        const before = await one(trx, id);
        await requireReferences(trx, patch);
        if (patch.parent_id && (await tree(trx)).below([id]).has(patch.parent_id))
          throw rule('parent_id', 'must not be the location itself or below it');
        await trx
          .updateTable('locations')
          .set({ ...patch, updated_at: changedAt(now, before) })
          .where('id', '=', id)
          .execute();
        const location = await one(trx, id);
        const entry = {
          at: now,
          viewer,
          action: 'update',
          resource: 'location',
          resource_id: id,
          title: location.name,
          location_id: id,
        } as const;
        return { location, told: await record(trx, bus, { ...entry, before, after: location }) };
      });
      told();
      bus.emit('changed', { tree: true, locations: [id] });
      return location;
    },

    /** Throws 409 while children, players, schedules or campaigns stand on it. */
    async remove(viewer: UserViewer, id: number): Promise<void> {
      const now = clock.now();
      const told = await context.write(async trx => {
        const before = await one(trx, id);
        const used_by = await usersOf(trx, id);
        if (used_by.length > 0)
          throw problems.inUse('Locations, players, schedules or campaigns still stand on this location.', { used_by });
        await trx.deleteFrom('locations').where('id', '=', id).execute();
        return record(trx, bus, { at: now, viewer, action: 'delete', resource: 'location', resource_id: id, title: before.name, before });
      });
      told();
      bus.emit('changed', { tree: true, locations: [id] });
    },
  };
}

/** What stands on a location, at most 100 of each kind. */
async function usersOf(trx: Db, id: number) {
  const children = await trx.selectFrom('locations').select(['id', 'name']).where('parent_id', '=', id).limit(100).execute();
  const players = await trx.selectFrom('players').select(['id', 'name']).where('location_id', '=', id).limit(100).execute();
  const campaigns = await trx.selectFrom('campaigns').select(['id', 'name']).where('location_id', '=', id).limit(100).execute();
  const schedules = await trx
    .selectFrom('schedules')
    .innerJoin('campaigns', 'campaigns.id', 'schedules.campaign_id')
    .select(['schedules.id', 'campaigns.name'])
    .where('schedules.location_id', '=', id)
    .limit(100)
    .execute();
  return Object.entries({ location: children, player: players, campaign: campaigns, schedule: schedules }).flatMap(([resource, rows]) =>
    rows.map(row => ({ resource, ...row })),
  );
}
