import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { createAlerts } from './service.ts';

export function alertRoutes(alerts: ReturnType<typeof createAlerts>): FeatureRoutes<'alerts'> {
  return {
    'alerts.list': ({ viewer, query }) => alerts.list(viewer, query),
    'alerts.acknowledge': {
      guard: (viewer, params) => alerts.requireHand(viewer, params.id),
      handle: ({ viewer, params }) => alerts.acknowledge(viewer, params.id, true),
    },
    'alerts.unacknowledge': {
      guard: (viewer, params) => alerts.requireHand(viewer, params.id),
      handle: ({ viewer, params }) => alerts.acknowledge(viewer, params.id, false),
    },
  };
}
