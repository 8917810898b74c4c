import type { Context } from '../../context.ts';
import { iso } from '../../platform/clock.ts';
import { problems } from '../../platform/errors.ts';
import type { FeatureRoutes } from '../../platform/http/route.ts';
import { version } from '../../version.ts';

export function healthRoutes({ ping, clock, log }: Context): FeatureRoutes<'health'> {
  const databaseAnswers = () =>
    ping().then(
      () => true,
      (error: unknown) => {
        log.error({ err: error }, 'the database does not answer');
        return false;
      },
    );
  return {
    'health.get': async ({ reply }) => {
      const healthy = await databaseAnswers();
      if (!healthy) reply.code(503);
      return {
        status: healthy ? 'healthy' : 'degraded',
        timestamp: iso(clock.now()),
        database: healthy ? 'healthy' : 'unhealthy',
        uptime: process.uptime(),
        version,
      };
    },
    'health.live': () => ({ status: 'live' as const }),
    'health.ready': async () => {
      if (!(await databaseAnswers())) throw problems.unavailable('The database does not answer.');
      return { status: 'ready' as const };
    },
  };
}
