import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Locations } from './service.ts';

export function locationRoutes(locations: Locations): FeatureRoutes<'locations'> {
  return {
    'locations.list': async ({ viewer }) => ({ items: await locations.list(viewer) }),
    'locations.get': ({ viewer, params }) => locations.get(viewer, params.id),
    'locations.create': ({ viewer, body }) => locations.create(viewer, body),
    'locations.patch': ({ viewer, params, body }) => locations.update(viewer, params.id, body),
    'locations.delete': ({ viewer, params }) => locations.remove(viewer, params.id),
  };
}
