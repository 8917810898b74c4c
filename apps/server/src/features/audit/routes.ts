import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { createAudit } from './list.ts';

export function auditRoutes(audit: ReturnType<typeof createAudit>): FeatureRoutes<'audit'> {
  return { 'audit.list': ({ query }) => audit.list(query) };
}
