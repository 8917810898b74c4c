import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Users } from './service.ts';

export function userRoutes(users: Users): FeatureRoutes<'users'> {
  return {
    'users.list': ({ query }) => users.list(query),
    'users.get': ({ params }) => users.get(params.id),
    'users.create': ({ viewer, body }) => users.create(viewer, body),
    'users.patch': ({ viewer, params, body }) => users.update(viewer, params.id, body),
    'users.delete': ({ viewer, params }) => users.remove(viewer, params.id),
  };
}
