import type { TestProject } from 'vitest/node';
import { type Service, startMariadb } from './mariadb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `mysql://…` of a user that may create databases, or `null` in the projects that run on SQLite. */
    mariadb: string | null;
  }
}

/**
 * Brings up what a project's tests talk to: a MariaDB of their own for `integration-mariadb`, nothing else yet (Redis
 * comes here with the first part that uses it). Stopped by its pid when the tests end, however they end.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.name !== 'integration-mariadb') {
    project.provide('mariadb', null);
    return undefined;
  }
  const service: Service = await startMariadb();
  project.provide('mariadb', service.url);
  return () => service.stop();
}
