import { problems } from './errors.ts';

interface Count {
  failures: number;
  /** Epoch ms at which the count is forgotten. */
  until: number;
}

/** Counts failures by name in a window, in memory and bounded: after `limit` of them the name must wait. */
export function createAttempts(limit: number, windowMs: number, now: () => number, bound = 20_000) {
  const counts = new Map<string, Count>();
  return {
    /** Counts one more; throws 429 while the name must wait. */
    attempt(name: string): void {
      const count = counts.get(name);
      if (!count || count.until <= now()) {
        if (counts.size >= bound) counts.delete(counts.keys().next().value ?? '');
        counts.set(name, { failures: 1, until: now() + windowMs });
        return;
      }
      if (count.failures >= limit) {
        const wait = Math.ceil((count.until - now()) / 1000);
        throw problems.tooMany(`Too many failed attempts. Try again in ${Math.ceil(wait / 60)} min.`, { retry_after: wait });
      }
      count.failures += 1;
    },
    /** Takes one back: it was no failure. */
    spare(name: string): void {
      const count = counts.get(name);
      if (count) count.failures -= 1;
    },
    succeeded(name: string): void {
      counts.delete(name);
    },
  };
}
