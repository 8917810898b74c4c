import type { UserViewer } from '../../platform/access.ts';
import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Schedules } from './service.ts';

export function scheduleRoutes(schedules: Schedules): FeatureRoutes<'schedules'> {
  const guard = (viewer: UserViewer, params: { id: number }) => schedules.requireHand(viewer, params.id);
  return {
    'schedules.list': ({ viewer, query }) => schedules.list(viewer, query),
    'schedules.get': ({ viewer, params }) => schedules.get(viewer, params.id),
    'schedules.create': ({ viewer, body }) => schedules.create(viewer, body),
    'schedules.patch': { guard, handle: ({ viewer, params, body }) => schedules.update(viewer, params.id, body) },
    'schedules.delete': { guard, handle: ({ viewer, params }) => schedules.remove(viewer, params.id) },
    'schedules.check': async ({ viewer, body }) => ({ conflicts: await schedules.check(viewer, body) }),
    'schedules.impact': ({ viewer, body }) => schedules.impact(viewer, body),
    'schedules.reach': ({ viewer, query }) => schedules.reach(viewer, query),
    'schedules.timeline': ({ viewer, query }) => schedules.timeline(viewer, query),
    'schedules.explain': ({ viewer, query }) => schedules.explain(viewer, query),
  };
}
