import type { FeatureRoutes } from '../../platform/http/route.ts';
import type { Users } from '../users/service.ts';
import type { Auth } from './service.ts';

export function authRoutes(auth: Auth, users: Users): FeatureRoutes<'auth'> {
  return {
    'auth.login': ({ body, request }) => auth.login(body.username, body.password, request.ip),
    'auth.logout': ({ viewer, body }) => auth.logout(viewer, body?.everywhere ?? false),
    'auth.me': ({ viewer }) => auth.me(viewer.user_id),
    'auth.patchMe': async ({ viewer, body }) => {
      const { current_password, ...changes } = body;
      if (changes.password !== undefined) await auth.requirePassword(viewer.user_id, current_password ?? '');
      return users.update(viewer, viewer.user_id, changes);
    },
  };
}
