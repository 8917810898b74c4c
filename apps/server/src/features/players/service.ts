import { randomUUID } from 'node:crypto';
import type { operations, Player, PlayerWithKey } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fold, insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import { requireSee, requireWrite, type UserViewer } from '../../platform/access.ts';
import { changedAt } from '../../platform/clock.ts';
import { notFound, rule } from '../../platform/errors.ts';
import type { PresenceReader } from '../../platform/presence.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import { type Entry, record } from '../audit/service.ts';
import { keyHash, type PlayerRow, toPlayer, type Versions } from './rows.ts';
import { createScreenshotLinks } from './screenshot-link.ts';
import { countPlayers, slimPlayers, type Where } from './slim.ts';

type Create = z.output<(typeof operations)['players.create']['body']>;
type Patch = z.output<(typeof operations)['players.patch']['body']>;
type Query = z.output<(typeof operations)['players.list']['query']>;

export interface PlayerDependencies {
  presence: PresenceReader;
  publishing: Versions & { tree(): Promise<PlaceTree> };
}

export type { Where } from './slim.ts';

export type Players = ReturnType<typeof createPlayers>;

/** Screens: who they are, where they hang, the key they show. */
export function createPlayers(context: Context, { presence, publishing }: PlayerDependencies) {
  const { db, clock, bus } = context;
  const links = createScreenshotLinks(context.config.secretKey, clock);
  const describe = (row: PlayerRow): Player => toPlayer(row, presence, publishing, links);
  /** For the audit log: an address that opens a picture is nothing to keep. */
  const traced = (row: PlayerRow) => ({ ...describe(row), screenshot_url: undefined });

  async function row(trx: Db, viewer: UserViewer, id: number): Promise<PlayerRow> {
    const found = await trx.selectFrom('players').selectAll().where('id', '=', id).executeTakeFirst();
    if (!found) throw notFound('player', id);
    requireSee(viewer, found.location_id, notFound('player', id));
    return found;
  }

  async function requireLocation(trx: Db, viewer: UserViewer, location_id: number): Promise<void> {
    const missing = rule('location_id', 'names a location that does not exist');
    requireSee(viewer, location_id, missing);
    const location = await trx.selectFrom('locations').select('id').where('id', '=', location_id).executeTakeFirst();
    if (!location) throw missing;
    requireWrite(viewer, location_id);
  }

  /** Puts a new player into the caller's transaction; returns its row and what to call after the commit. */
  async function insert(trx: Db, viewer: UserViewer, body: Create & { resolution?: string | null }, key: string, action: Entry['action']) {
    await requireLocation(trx, viewer, body.location_id);
    const now = clock.now();
    const values = {
      name: body.name,
      location_id: body.location_id,
      device_type: body.device_type,
      mac_address: body.mac_address?.toLowerCase() ?? null,
      resolution: body.resolution ?? null,
      player_key_hash: keyHash(key),
      system_info: '{}',
      search: fold(body.name),
      created_at: now,
      updated_at: now,
    };
    const id = insertedId(await trx.insertInto('players').values(values).executeTakeFirstOrThrow());
    const made = await row(trx, viewer, id);
    const entry = { at: now, viewer, action, resource: 'player', resource_id: id, title: made.name, location_id: made.location_id };
    return { made, told: await record(trx, bus, { ...entry, after: traced(made) }) };
  }

  return {
    row: (viewer: UserViewer, id: number, trx: Db = db) => row(trx, viewer, id),
    insert,
    describe,

    async get(viewer: UserViewer, id: number): Promise<Player> {
      return describe(await row(db, viewer, id));
    },

    /** For a route's guard: 404 before the body is read. */
    async requireHand(viewer: UserViewer, id: number): Promise<void> {
      requireWrite(viewer, (await row(db, viewer, id)).location_id);
    },

    async list(viewer: UserViewer, query: Query) {
      let rows = db.selectFrom('players');
      if (query.location_id !== undefined) requireSee(viewer, query.location_id, notFound('location', query.location_id));
      const shown = query.location_id === undefined ? viewer.locations : (await publishing.tree()).below([query.location_id]);
      if (shown !== 'all') rows = shown.size > 0 ? rows.where('location_id', 'in', [...shown]) : rows.where('id', '<', 0);
      if (query.status) rows = rows.where('status', '=', query.status);
      if (query.q) rows = rows.where(matches(query.q));
      if (query.alert) rows = rows.where('id', 'in', alarmed(db, query.alert));
      if (query.up_to_date !== undefined) {
        // What is the newest stands in no column, and what a socket said last isn't always in one yet.
        const slim = await slimPlayers(db, shown, presence, publishing);
        const ids = slim.flatMap(({ id, up_to_date }) => (up_to_date === query.up_to_date ? [id] : []));
        rows = ids.length > 0 ? rows.where('id', 'in', ids) : rows.where('id', '<', 0);
      }
      const found = await paged(rows.selectAll(), query, 'players').execute();
      return { items: found.map(describe), page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },

    /** Every player there, for the dashboard's grid. */
    slim: (where: Where) => slimPlayers(db, where, presence, publishing),
    count: (where: Where) => countPlayers(db, where, presence, publishing),

    async create(viewer: UserViewer, body: Create): Promise<PlayerWithKey> {
      const player_key = randomUUID();
      const { made, told } = await context.write(trx => insert(trx, viewer, body, player_key, 'create'));
      told();
      return { ...describe(made), player_key };
    },

    /** The old key and every token made from it end at once. */
    async renewKey(viewer: UserViewer, id: number): Promise<PlayerWithKey> {
      const player_key = randomUUID();
      const { after, told } = await context.write(async trx => {
        const { updated_at } = await row(trx, viewer, id);
        const at = changedAt(clock.now(), { updated_at });
        await trx
          .updateTable('players')
          .set(eb => ({ player_key_hash: keyHash(player_key), key_version: eb('key_version', '+', 1), updated_at: at }))
          .where('id', '=', id)
          .execute();
        const after = await row(trx, viewer, id);
        const entry = { at: clock.now(), viewer, resource: 'player', resource_id: id, title: after.name, location_id: after.location_id };
        return { after, told: await record(trx, bus, { ...entry, action: 'renew_key', after: { key: 'renewed' } }) };
      });
      told();
      bus.emit('player_revoked', { player_id: id });
      return { ...describe(after), player_key };
    },

    async update(viewer: UserViewer, id: number, patch: Patch): Promise<Player> {
      const { after, told } = await context.write(async trx => {
        const before = await row(trx, viewer, id);
        if (patch.location_id !== undefined) await requireLocation(trx, viewer, patch.location_id);
        const search = fold(patch.name ?? before.name);
        await trx
          .updateTable('players')
          .set({
            ...patch,
            ...(patch.mac_address ? { mac_address: patch.mac_address.toLowerCase() } : {}),
            search,
            updated_at: changedAt(clock.now(), before),
          })
          .where('id', '=', id)
          .execute();
        const after = await row(trx, viewer, id);
        const entry = { at: clock.now(), viewer, resource: 'player', resource_id: id, title: after.name, location_id: after.location_id };
        return { after, told: await record(trx, bus, { ...entry, action: 'update', before: traced(before), after: traced(after) }) };
      });
      told();
      bus.emit('changed', { players: [id] });
      return describe(after);
    },

    async remove(viewer: UserViewer, id: number): Promise<void> {
      const told = await context.write(async trx => {
        const before = await row(trx, viewer, id);
        await trx.deleteFrom('players').where('id', '=', id).execute();
        const entry = { at: clock.now(), viewer, resource: 'player', resource_id: id, title: before.name, location_id: before.location_id };
        return record(trx, bus, { ...entry, action: 'delete', before: traced(before) });
      });
      told();
      bus.emit('player_revoked', { player_id: id });
    },
  };
}

/** Players about which an alert is open. */
function alarmed(db: Db, kind: NonNullable<Query['alert']>) {
  const open = db
    .selectFrom('alerts')
    .select('player_id')
    .$narrowType<{ player_id: number }>()
    .where('open_key', 'is not', null)
    .where('player_id', 'is not', null);
  return kind === 'any' ? open : open.where('kind', '=', kind);
}
