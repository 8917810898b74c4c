import type { Command, operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { insertedId, toJson } from '../../database/columns.ts';
import { countOf, paged } from '../../database/paging.ts';
import type { UserViewer } from '../../platform/access.ts';
import { record } from '../audit/service.ts';
import { toCommand } from './rows.ts';
import type { Players } from './service.ts';

type Body = z.output<(typeof operations)['players.command']['body']>;
type Query = z.output<(typeof operations)['players.commands']['query']>;

/** Commands are kept first and sent then: an offline player gets them when it is back, until their time to live ends. */
export function createCommands(context: Context, players: Players) {
  const { db, clock, bus } = context;
  return {
    async send(viewer: UserViewer, player_id: number, { command, params, ttl }: Body): Promise<Command> {
      const now = clock.now();
      const { row, told } = await context.write(async trx => {
        const player = await players.row(viewer, player_id, trx);
        const values = {
          player_id,
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
        const entry = { at: now, viewer, resource: 'player', resource_id: player_id, title: player.name, location_id: player.location_id };
        return { row, told: await record(trx, bus, { ...entry, action: 'command', after: { command, params } }) };
      });
      told();
      bus.emit('command_queued', { player_id });
      return toCommand(row);
    },

    async list(viewer: UserViewer, player_id: number, query: Query) {
      await players.row(viewer, player_id);
      const rows = db.selectFrom('player_commands').where('player_id', '=', player_id);
      const found = await paged(rows.selectAll(), query, 'player_commands').execute();
      return { items: found.map(toCommand), page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },
  };
}
