const REPEATS = 5;
/** What is over sooner is run again and again for as long, and its mean counts. */
const LEAST_MS = 20;

/** Something to measure; `per` is what its time is divided by (1,000 questions in one run; 1/20 for a sample of every 20th). */
export interface Contestant {
  run: () => void;
  per: number;
}

export interface Row {
  what: string;
  size: number;
  /** Median milliseconds of processor time of each contestant. */
  ms: Record<string, number>;
  /** (slowest - fastest) / median, over the repeats. */
  spread: Record<string, number>;
  /** The fastest of the others, as a multiple of `tvs`. */
  ratio: number | null;
}

/**
 * The contestants one after the other, again and again, so that a slow moment of the machine meets all. One round before, which does not count.
 * Measured is the processor time of this process: others share the machine, and nothing here waits.
 */
export function race(what: string, size: number, contestants: Record<string, Contestant>): Row {
  const times = new Map<string, number[]>();
  for (let i = 0; i <= REPEATS; i++) {
    for (const [name, { run, per }] of Object.entries(contestants)) {
      const elapsed = cpuTime(run) / per;
      if (i > 0) times.set(name, [...(times.get(name) ?? []), elapsed]);
    }
  }
  const row: Row = { what, size, ms: {}, spread: {}, ratio: null };
  for (const [name, all] of times) {
    const sorted = all.sort((a, b) => a - b);
    const median = sorted[REPEATS >> 1] ?? 0;
    row.ms[name] = median;
    row.spread[name] = ((sorted[REPEATS - 1] ?? 0) - (sorted[0] ?? 0)) / median;
  }
  const { tvs, ...others } = row.ms;
  if (tvs && Object.keys(others).length > 0) row.ratio = Math.min(...Object.values(others)) / tvs;
  return row;
}

function cpuTime(run: () => void): number {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    run();
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    if (ms >= LEAST_MS) return ms / runs;
  }
}
