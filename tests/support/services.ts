import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type Service, startMariadb } from './mariadb.ts';
import { root } from './process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `mysql://…` of a user that may create databases, or `null` in the projects that run on SQLite. */
    mariadb: string | null;
  }
}

/**
 * Brings up what a project's tests talk to: a MariaDB of their own for `integration-mariadb`, nothing else yet (Redis
 * comes here with the first part that uses it). Stopped by its pid when the tests end, however they end. The server is
 * built anew where its source has changed: tests that kill it start it often, which from the source takes twice the work.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  await promisify(execFile)(process.execPath, ['script/build.mjs', 'server'], { cwd: root });
  if (project.name !== 'integration-mariadb') {
    project.provide('mariadb', null);
    return undefined;
  }
  const service: Service = await startMariadb();
  project.provide('mariadb', service.url);
  return () => service.stop();
}
