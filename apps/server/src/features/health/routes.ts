import type { Context } from '../../context.ts';
import type { Media } from '../../media/media.ts';
import { iso } from '../../platform/clock.ts';
import { problems } from '../../platform/errors.ts';
import type { FeatureRoutes } from '../../platform/http/route.ts';
import { version } from '../../version.ts';

/** Milliseconds that an answer of the media store counts: anyone may ask, and each question is a request to a bucket. */
const remembered = 5000;

export function healthRoutes({ ping, clock, log }: Context, media: Pick<Media, 'ping'>): FeatureRoutes<'health'> {
  const databaseAnswers = () =>
    ping().then(
      () => true,
      (error: unknown) => {
        log.error({ err: error }, 'the database does not answer');
        return false;
      },
    );
  let last: { at: number; answer: Promise<boolean> } | null = null;
  const mediaAnswers = () => {
    if (last && clock.now() - last.at < remembered) return last.answer;
    const answer = media.ping().then(
      () => true,
      (error: unknown) => {
        log.error({ err: error }, 'the store of media files does not answer');
        return false;
      },
    );
    last = { at: clock.now(), answer };
    return answer;
  };
  return {
    'health.get': async ({ reply }) => {
      const [database, files] = await Promise.all([databaseAnswers(), mediaAnswers()]);
      if (!database) reply.code(503);
      return {
        status: database && files ? 'healthy' : 'degraded',
        timestamp: iso(clock.now()),
        database: database ? 'healthy' : 'unhealthy',
        media: files ? 'healthy' : 'unhealthy',
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
