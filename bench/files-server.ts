import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sparePort } from '../tests/support/process.ts';
import { administrator, type BenchServer } from './plays-server.ts';

/** nginx as a baseline, on a spare port of this machine, with what it writes in `folder`. */
export interface Nginx {
  port: number;
  stop(): Promise<void>;
}

/** @param locations what stands in its `server` block */
export async function startNginx(folder: string, locations: string): Promise<Nginx> {
  const port = await sparePort();
  mkdirSync(join(folder, 'body'), { recursive: true });
  const temporary = ['proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${join(folder, name)};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process on; worker_processes 2; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')} error; ${asRoot()}
events { worker_connections 512; }
http {
  access_log off; client_max_body_size 0; client_body_temp_path ${join(folder, 'body')}; ${temporary}
  sendfile on; tcp_nopush off; default_type application/octet-stream;
  server { listen 127.0.0.1:${port}; ${locations} }
}`,
  );
  const child = spawn(process.env.NGINX ?? '/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  await listening(port, child);
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Its workers may write where this process may. */
const asRoot = () => (process.getuid?.() === 0 ? 'user root;' : '');

/** Resident memory of a process in MiB, and its peak between two looks. */
export function watchMemory(pid: number) {
  const now = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  let peak = now();
  const timer = setInterval(() => {
    peak = Math.max(peak, now());
  }, 25);
  return {
    now,
    /** The highest since the last call. */
    peak(): number {
      const highest = peak;
      peak = now();
      return highest;
    },
    stop: () => clearInterval(timer),
  };
}

export async function signIn(server: BenchServer): Promise<string> {
  return ((await server.post('/api/auth/login', administrator, null)) as { access_token: string }).access_token;
}

export const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
export const spread = (values: readonly number[]) => (Math.max(...values) - Math.min(...values)) / median(values);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A row of the result: each contestant's times, and how many times as fast as the baseline the first is. */
export function row(what: string, size: number, times: Record<string, number[]>, first: string, baseline: string) {
  const of = (measure: (values: readonly number[]) => number) =>
    Object.fromEntries(Object.entries(times).map(([who, values]) => [who, measure(values)]));
  return { what, size, ms: of(median), spread: of(spread), ratio: median(times[baseline] ?? []) / median(times[first] ?? []) };
}

export function write(name: string, result: object): void {
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL(`results/${name}.json`, import.meta.url),
    `${JSON.stringify({ name, node: process.version, ...result }, null, 2)}\n`,
  );
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (open) return;
    await sleep(25);
  }
  throw new Error('nginx did not listen within 5 s');
}
