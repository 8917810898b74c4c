import type { Context } from '../../context.ts';
import type { UserViewer } from '../../platform/access.ts';
import type { FeatureRoutes, Routes } from '../../platform/http/route.ts';
import { gapsOf } from '../plays/service.ts';
import type { createCommands } from './commands.ts';
import type { createPairing } from './pairing.ts';
import { type Programmes, programmeOfPlayer } from './programme.ts';
import type { Receipts } from './receipts.ts';
import type { Players } from './service.ts';

export interface PlayerParts {
  players: Players;
  commands: ReturnType<typeof createCommands>;
  pairing: ReturnType<typeof createPairing>;
  receipts: Receipts;
  publishing: Programmes;
}

export function playerRoutes(
  context: Context,
  { players, commands, pairing, publishing, receipts }: PlayerParts,
): Omit<FeatureRoutes<'players'>, 'players.plays' | 'players.day' | 'players.screenshot' | 'players.log' | 'players.health'> &
  FeatureRoutes<'commands'> &
  Routes<'player.pairing'> {
  const { bus } = context;
  const guard = (viewer: UserViewer, params: { id: number }) => players.requireHand(viewer, params.id);
  return {
    'players.list': ({ viewer, query }) => players.list(viewer, query),
    'players.get': async ({ viewer, params }) => ({
      ...(await players.get(viewer, params.id)),
      receipts: await receipts.newest(params.id),
      missing_plays: await gapsOf(context.db, params.id),
    }),
    'players.create': ({ viewer, body }) => players.create(viewer, body),
    'players.pair': ({ viewer, body }) => pairing.pair(viewer, body),
    'players.renewKey': { guard, handle: ({ viewer, params }) => players.renewKey(viewer, params.id) },
    'players.patch': { guard, handle: ({ viewer, params, body }) => players.update(viewer, params.id, body) },
    'players.delete': { guard, handle: ({ viewer, params }) => players.remove(viewer, params.id) },
    'players.command': { guard, handle: ({ viewer, params, body }) => commands.send(viewer, params.id, body) },
    'players.commands': ({ viewer, params, query }) => commands.list(viewer, params.id, query),
    'commands.create': ({ viewer, body }) => commands.sendMany(viewer, body),
    'commands.list': ({ viewer, query }) => commands.find(viewer, query.ids),
    'commands.cancel': ({ viewer, body }) => commands.cancel(viewer, body.ids),
    'players.sync': {
      guard,
      handle: async ({ viewer, params }) => {
        const player = await players.get(viewer, params.id);
        const { version } = await publishing.programme(player.location_id);
        bus.emit('sync', { player_id: params.id });
        return { player_id: params.id, delivered: player.status === 'online', programme_version: version };
      },
    },
    'players.programme': ({ viewer, params, query }) =>
      programmeOfPlayer(context, { players, publishing }, viewer, params.id, query.at === undefined ? undefined : Date.parse(query.at)),
    'player.pairing': ({ body, request }) => pairing.ask(body, request.ip),
  };
}
