import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Campaigns } from './service.ts';

export function campaignRoutes(campaigns: Campaigns): FeatureRoutes<'campaigns'> {
  const guard = (viewer: Parameters<Campaigns['requireHand']>[0], params: { id: number }) => campaigns.requireHand(viewer, params.id);
  return {
    'campaigns.list': ({ viewer, query }) => campaigns.list(viewer, query),
    'campaigns.get': ({ viewer, params }) => campaigns.get(viewer, params.id),
    'campaigns.create': ({ viewer, body }) => campaigns.create(viewer, body),
    'campaigns.patch': { guard, handle: ({ viewer, params, body }) => campaigns.update(viewer, params.id, body) },
    'campaigns.delete': { guard, handle: ({ viewer, params }) => campaigns.remove(viewer, params.id) },
    'campaigns.draft': { guard, handle: ({ viewer, params, body }) => campaigns.saveDraft(viewer, params.id, body.items) },
    'campaigns.publish': { guard, handle: ({ viewer, params }) => campaigns.publish(viewer, params.id) },
  };
}
