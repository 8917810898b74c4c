import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Editorials } from './service.ts';

export function editorialRoutes(editorials: Editorials): FeatureRoutes<'editorials'> {
  const { items } = editorials;
  return {
    'editorials.list': ({ query }) => editorials.list(query),
    'editorials.get': ({ params }) => editorials.get(params.id),
    'editorials.create': ({ viewer, body }) => editorials.create(viewer, body),
    'editorials.patch': ({ viewer, params, body }) => editorials.update(viewer, params.id, body),
    'editorials.delete': ({ viewer, params }) => editorials.remove(viewer, params.id),
    'editorials.refresh': ({ viewer, params }) => editorials.refresh(viewer, params.id),
    'editorials.preview': ({ viewer, body }) => editorials.preview(viewer, body.feed_url),
    'editorials.items': ({ params, query }) => items.list(params.id, query),
    'editorials.createItem': ({ viewer, params, body }) => items.create(viewer, params.id, body),
    'editorials.patchItem': ({ viewer, params, body }) => items.update(viewer, params.id, params.item_id, body),
    'editorials.deleteItem': ({ viewer, params }) => items.remove(viewer, params.id, params.item_id),
    'editorials.orderItems': ({ viewer, params, body }) => editorials.orderItems(viewer, params.id, body.ids),
  };
}
