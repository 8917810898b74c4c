import { type Command, CommandName, type operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { insertedId, toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, paged } from '../../database/paging.ts';
import { maySee, requireWrite, type UserViewer } from '../../platform/access.ts';
import { rule } from '../../platform/errors.ts';
import { record } from '../audit/service.ts';
import { type PlayerRow, toCommand } from './rows.ts';
import type { Players } from './service.ts';

type Body = z.output<(typeof operations)['players.command']['body']>;
type ManyBody = z.output<(typeof operations)['commands.create']['body']>;
type Query = z.output<(typeof operations)['players.commands']['query']>;

const cancelled = { ok: false, detail: 'cancelled' };

/** Commands are kept first and sent then: an offline player gets them when it is back, until their time to live ends. */
export function createCommands(context: Context, players: Players) {
  const { db, clock, bus } = context;

  async function keep(trx: Db, viewer: UserViewer, player: PlayerRow, { command, params, ttl }: Body) {
    const now = clock.now();
    const values = {
      player_id: player.id,
      command,
      params: params ? toJson(params) : null,
      status: 'queued' as const,
      result: null,
      created_by: viewer.user_id,
      created_at: now,
      expires_at: now + ttl * 1000,
    };
    const id = insertedId(await trx.insertInto('player_commands').values(values).executeTakeFirstOrThrow());
    const row = await trx.selectFrom('player_commands').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return { row, told: await record(trx, bus, { ...entryOf(viewer, player, now), after: { command, params } }) };
  }

  const entryOf = (viewer: UserViewer, { id, name, location_id }: Pick<PlayerRow, 'id' | 'name' | 'location_id'>, at: number) =>
    ({ at, viewer, action: 'command', resource: 'player', resource_id: id, title: name, location_id }) as const;

  /** Those of the ids whose players the viewer may see, with their players. */
  async function seen(trx: Db, viewer: UserViewer, ids: readonly number[]) {
    const rows = await trx
      .selectFrom('player_commands')
      .innerJoin('players', 'players.id', 'player_commands.player_id')
      .selectAll('player_commands')
      .select(['players.name', 'players.location_id'])
      .where('player_commands.id', 'in', ids)
      .orderBy('player_commands.id')
      .execute();
    return rows.filter(row => maySee(viewer, row.location_id));
  }

  return {
    async send(viewer: UserViewer, player_id: number, body: Body): Promise<Command> {
      const { row, told } = await context.write(async trx => keep(trx, viewer, await players.row(viewer, player_id, trx), body));
      told();
      bus.emit('command_queued', { player_id });
      return toCommand(row);
    },

    /** One for each of the players that are there and that the viewer may command; all are kept or none. Throws 422 when nobody is left. */
    async sendMany(viewer: UserViewer, { player_ids, ...body }: ManyBody): Promise<{ items: Command[] }> {
      const kept = await context.write(async trx => {
        const rows = await trx.selectFrom('players').selectAll().where('id', 'in', player_ids).orderBy('id').execute();
        const targets = rows.filter(row => maySee(viewer, row.location_id));
        if (targets.length === 0) throw rule('player_ids', 'names no player that is there');
        const all = [];
        for (const player of targets) {
          requireWrite(viewer, player.location_id);
          all.push(await keep(trx, viewer, player, body));
        }
        return all;
      });
      for (const { row, told } of kept) {
        told();
        bus.emit('command_queued', { player_id: row.player_id });
      }
      return { items: kept.map(({ row }) => toCommand(row)) };
    },

    async find(viewer: UserViewer, ids: readonly number[]): Promise<{ items: Command[] }> {
      return { items: (await seen(db, viewer, ids)).map(toCommand) };
    },

    /** Answers those that it called off. One that was sent meanwhile goes on: on condition, so that it is either. */
    async cancel(viewer: UserViewer, ids: readonly number[]): Promise<{ items: Command[] }> {
      const ended = await context.write(async trx => {
        const all = [];
        for (const row of await seen(trx, viewer, ids)) {
          requireWrite(viewer, row.location_id);
          const { numUpdatedRows } = await trx
            .updateTable('player_commands')
            .set({ status: 'expired', result: toJson(cancelled) })
            .where('id', '=', row.id)
            .where('status', '=', 'queued')
            .executeTakeFirst();
          if (numUpdatedRows !== 1n) continue;
          const { player_id, name, location_id, command } = row;
          const entry = { ...entryOf(viewer, { id: player_id, name, location_id }, clock.now()), action: 'cancel' as const };
          const told = await record(trx, bus, { ...entry, after: { command, status: 'cancelled' } });
          all.push({ row: { ...row, status: 'expired' as const, result: toJson(cancelled) }, told });
        }
        return all;
      });
      for (const { row, told } of ended) {
        told();
        const { id, player_id, command, status } = row;
        bus.emit('command', { player_id, command_id: id, command: CommandName.parse(command), status, result: cancelled });
      }
      return { items: ended.map(({ row }) => toCommand(row)) };
    },

    async list(viewer: UserViewer, player_id: number, query: Query) {
      await players.row(viewer, player_id);
      const rows = db.selectFrom('player_commands').where('player_id', '=', player_id);
      const found = await paged(rows.selectAll(), query, 'player_commands').execute();
      return { items: found.map(toCommand), page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },
  };
}
