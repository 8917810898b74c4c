import type { Routes } from '../../platform/http/route.ts';
import type { Plays } from './service.ts';

export function playRoutes(plays: Plays): Routes<'player.plays' | 'players.plays'> {
  return {
    'player.plays': ({ viewer, body }) => plays.deliver(viewer, body.plays),
    'players.plays': ({ viewer, params, query }) => plays.ofPlayer(viewer, params.id, query),
  };
}
