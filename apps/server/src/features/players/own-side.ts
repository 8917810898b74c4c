import type { ProgrammeUpdate } from '@tvs/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesTag } from '../../media/range.ts';
import type { PlayerViewer } from '../../platform/access.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { Health } from './health.ts';
import type { createLogs } from './logs.ts';
import type { Programmes } from './programme.ts';
import type { createScreenshots } from './screenshots.ts';

/** What a player asks for over HTTP, and what is seen of its screen. */
export function ownSideRoutes(
  publishing: Pick<Programmes, 'programme'>,
  screenshots: ReturnType<typeof createScreenshots>,
  logs: ReturnType<typeof createLogs>,
  health: Pick<Health, 'read'>,
): Routes<'player.programme' | 'player.screenshot' | 'players.screenshot' | 'player.log' | 'players.log' | 'players.health'> {
  return {
    'player.programme': ({ viewer, request, reply }) => ownProgramme(publishing, viewer, request, reply),
    'player.screenshot': {
      guard: viewer => screenshots.pace(viewer),
      handle: ({ viewer, query, request }) => screenshots.take(viewer, query, request.body),
    },
    'player.log': ({ viewer, body }) => logs.take(viewer, body),
    'players.health': ({ viewer, params }) => health.read(viewer, params.id),
    'players.log': ({ viewer, params }) => logs.read(viewer, params.id),
    'players.screenshot': ({ viewer, params, query, request, reply }) => screenshots.send(viewer, params.id, query, request, reply),
  };
}

/** The same body as `programme_update`; 304 to a player that holds this version. */
async function ownProgramme(
  publishing: Pick<Programmes, 'programme'>,
  { location_id }: PlayerViewer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ProgrammeUpdate> {
  const { version, update } = await publishing.programme(location_id);
  const tag = `"${version}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (!namesTag(request.headers['if-none-match'], tag)) return update;
  return reply.code(304).send() as never;
}
