import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { ContentService } from './service.ts';

export function uploadRoutes({ uploads }: ContentService): FeatureRoutes<'uploads'> {
  return {
    'uploads.options': ({ reply }) => void uploads.options(reply),
    'uploads.create': ({ viewer, request, reply }) => uploads.handle(viewer, request, reply),
    'uploads.get': ({ viewer, params }) => uploads.state(viewer, params.id),
    'uploads.head': ({ viewer, request, reply }) => uploads.handle(viewer, request, reply),
    'uploads.append': ({ viewer, request, reply }) => uploads.handle(viewer, request, reply),
    'uploads.cancel': ({ viewer, request, reply }) => uploads.handle(viewer, request, reply),
  };
}
