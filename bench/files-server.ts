import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { administrator, type BenchServer } from './plays-server.ts';

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
