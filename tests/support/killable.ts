import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoginAnswer } from '@tvs/protocol';
import { expect } from 'vitest';
import { adminPassword } from './app.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Killable {
  url: string;
  token: string;
  kill(): Promise<void>;
}

/** The server as a process from its source, to be ended with SIGKILL. `children` learns of it, so that none is left behind. */
export async function startKillable(env: Record<string, string>, children: ChildProcess[]): Promise<Killable> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = `http://127.0.0.1:${env.TVS_PORT}`;
  await expect.poll(() => ready(url, child, printed), { timeout: 30_000, interval: 50 }).toBe(true);
  const body = JSON.stringify({ username: 'admin', password: adminPassword });
  const answer = await fetch(`${url}/api/auth/login`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const exited = once(child, 'exit');
  return {
    url,
    token: ((await answer.json()) as LoginAnswer).access_token,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function ready(url: string, child: ChildProcess, printed: string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${printed}`);
  return fetch(`${url}/api/health/ready`).then(
    answer => answer.ok,
    () => false,
  );
}
