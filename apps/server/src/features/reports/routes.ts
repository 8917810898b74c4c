import type { Context } from '../../context.ts';
import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import { reportCompliance } from './compliance.ts';
import { reportPlays } from './plays.ts';
import { rawPlays } from './raw.ts';

export function reportRoutes(context: Context, publishing: Publishing): FeatureRoutes<'reports'> {
  return {
    'reports.plays': ({ viewer, query, reply }) => reportPlays(context, publishing, viewer, query, reply),
    'reports.raw': ({ viewer, query, reply }) => rawPlays(context, publishing, viewer, query, reply),
    'reports.compliance': ({ viewer, query, reply }) => reportCompliance(context, publishing, viewer, query, reply),
  };
}
