import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { createDashboard } from './service.ts';

export function dashboardRoutes(dashboard: ReturnType<typeof createDashboard>): FeatureRoutes<'dashboard'> {
  return {
    'dashboard.stats': ({ viewer, query }) => dashboard.stats(viewer, query.location_id),
    'dashboard.players': async ({ viewer, query }) => ({ items: await dashboard.players(viewer, query.location_id) }),
    'dashboard.activity': ({ viewer, query }) => dashboard.activity(viewer, query),
  };
}
