import type { operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fromJson, toJson } from '../../database/columns.ts';
import type { PlayerViewer, UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { Players } from './service.ts';

type Delivery = z.output<(typeof operations)['player.log']['body']>;
type Answer = z.output<(typeof operations)['players.log']['ok']['schema']>;

/** What players noted, as they last sent it: one row a player, gone with it. */
export function createLogs(context: Context, players: Players) {
  const { db, clock } = context;
  return {
    async take({ player_id }: PlayerViewer, { lines }: Delivery): Promise<Answer> {
      const received_at = clock.now();
      await context.write(async trx => {
        const player = await trx.selectFrom('players').select('id').where('id', '=', player_id).executeTakeFirst();
        if (!player) throw notFound('player', player_id);
        await trx.deleteFrom('player_logs').where('player_id', '=', player_id).execute();
        await trx
          .insertInto('player_logs')
          .values({ player_id, received_at, lines: toJson(lines) })
          .execute();
      });
      return { received_at: iso(received_at), lines };
    },

    async read(viewer: UserViewer, player_id: number): Promise<Answer> {
      await players.row(viewer, player_id);
      const row = await db.selectFrom('player_logs').select(['received_at', 'lines']).where('player_id', '=', player_id).executeTakeFirst();
      return row ? { received_at: iso(row.received_at), lines: fromJson<Delivery['lines']>(row.lines) } : { received_at: null, lines: [] };
    },
  };
}
