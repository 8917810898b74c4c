import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoginAnswer } from '@tvs/protocol';
import { expect } from 'vitest';
import { adminPassword, newDatabase } from './app.ts';
import { sparePort } from './process.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One run of the server. */
export interface Killable {
  url: string;
  /** The administrator's. */
  token: string;
  pid: number | undefined;
  kill(): Promise<void>;
}

/** A server that is killed and started again on the same data and port. */
export interface KillableServer {
  /** Throw-away; the data are in `data` below it. */
  folder: string;
  /** What each run is told. */
  env: Record<string, string>;
  start(): Promise<Killable>;
  /** Ends what still runs, also after a failed expectation, and removes the data. */
  close(): Promise<void>;
}

/** The built server as a process, to be ended with SIGKILL; on a database of its own where the tests run on MariaDB. */
export async function killableServer(): Promise<KillableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-kill-'));
  const database = await newDatabase();
  const env = {
    TVS_HOST: '127.0.0.1',
    TVS_DATA_DIR: join(folder, 'data'),
    TVS_ADMIN_PASSWORD: adminPassword,
    TVS_PORT: String(await sparePort()),
    LOG_LEVEL: 'error',
    ...(database ? { DATABASE_URL: database.url } : {}),
  };
  const children: ChildProcess[] = [];
  return {
    folder,
    env,
    start: () => start(env, children),
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(env: KillableServer['env'], children: ChildProcess[]): Promise<Killable> {
  const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = `http://127.0.0.1:${env.TVS_PORT}`;
  await expect.poll(() => ready(url, child, () => printed), { timeout: 80_000, interval: 50 }).toBe(true);
  const body = JSON.stringify({ username: 'admin', password: adminPassword });
  const answer = await fetch(`${url}/api/auth/login`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const exited = once(child, 'exit');
  return {
    url,
    pid: child.pid,
    token: ((await answer.json()) as LoginAnswer).access_token,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function ready(url: string, child: ChildProcess, printed: () => string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${printed()}`);
  return fetch(`${url}/api/health/ready`).then(
    answer => answer.ok,
    () => false,
  );
}
