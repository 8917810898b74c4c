import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { ContentService } from './service.ts';

export function contentRoutes(content: ContentService): FeatureRoutes<'content'> {
  return {
    'content.list': ({ query }) => content.list(query),
    'content.tags': () => content.tags(),
    'content.uses': ({ viewer, query }) => content.uses(viewer, query.ids),
    'content.get': ({ params }) => content.get(params.id),
    'content.upload': ({ viewer, request }) => content.upload(viewer, request),
    'content.patch': ({ viewer, params, body }) => content.update(viewer, params.id, body),
    'content.retry': ({ viewer, params }) => content.retry(viewer, params.id),
    'content.replace': ({ viewer, params, body }) => content.replace(viewer, params.id, body.content_id),
    'content.delete': ({ viewer, params }) => content.remove(viewer, params.id),
    'content.file': ({ viewer, params, query, request, reply }) => content.send(viewer, params.id, 'file', query, request, reply),
    'content.thumbnail': ({ viewer, params, query, request, reply }) => content.send(viewer, params.id, 'thumbnail', query, request, reply),
  };
}
