/** The only source of time below `main.ts`, so that tests and previews choose the instant. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Calls back once at or after the instant (epoch ms), however far away it is; returns what cancels it. The wait is
   * taken in steps of at most an hour, so that a clock that jumps or a machine that slept is noticed.
   */
  at(instant: number, callback: () => void): () => void;
}

const longestStep = 3_600_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, callback) {
    let timer: NodeJS.Timeout;
    const step = () => {
      const left = instant - Date.now();
      if (left <= 0) callback();
      else timer = setTimeout(step, Math.min(left, longestStep)).unref();
    };
    timer = setTimeout(step, Math.min(Math.max(instant - Date.now(), 0), longestStep)).unref();
    return () => clearTimeout(timer);
  },
};

/** ISO 8601 in UTC without needless milliseconds: `2026-03-05T11:00:00Z`. */
export function iso(instant: number): string;
export function iso(instant: number | null): string | null;
export function iso(instant: number | null): string | null {
  if (instant === null) return null;
  // By the number, not by a pattern: lists write two for each of their rows.
  const text = new Date(instant).toISOString();
  return instant % 1000 === 0 ? `${text.slice(0, -5)}Z` : text;
}

/** When a change counts as made, epoch ms: now, and in any case later than the change before it, so that no two look the same. */
export function changedAt(now: number, before: { updated_at: number | string }): number {
  const last = typeof before.updated_at === 'number' ? before.updated_at : Date.parse(before.updated_at);
  return Math.max(now, last + 1);
}
