import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { createSettings } from './service.ts';

export function settingsRoutes(settings: ReturnType<typeof createSettings>): FeatureRoutes<'settings'> {
  return {
    'settings.get': () => settings.read(),
    'settings.patch': ({ viewer, body }) => settings.update(viewer, body),
  };
}
