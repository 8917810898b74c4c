import type { Context } from '../../context.ts';
import type { FeatureRoutes, Routes } from '../../platform/http/route.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import type { Players } from '../players/service.ts';
import { reportCompliance } from './compliance.ts';
import { dayOfPlayer } from './day.ts';
import { reportPlays } from './plays.ts';
import { rawPlays } from './raw.ts';

export function reportRoutes(context: Context, publishing: Publishing, players: Players): FeatureRoutes<'reports'> & Routes<'players.day'> {
  return {
    'reports.plays': ({ viewer, query, reply }) => reportPlays(context, publishing, viewer, query, reply),
    'reports.raw': ({ viewer, query, reply }) => rawPlays(context, publishing, viewer, query, reply),
    'reports.compliance': ({ viewer, query, reply }) => reportCompliance(context, publishing, viewer, query, reply),
    'players.day': ({ viewer, params, query }) => dayOfPlayer(context, { publishing, players }, viewer, params.id, query.date),
  };
}
