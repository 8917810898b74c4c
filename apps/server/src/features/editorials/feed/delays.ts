const minute = 60_000;
const firstRest = 5 * minute;
const longestRest = 6 * 60 * minute;
const longestRetryAfter = 24 * 60 * minute;

/** When a feed that was read is read again, epoch ms: feeds that were added together drift apart. `random`: 0 to 1. */
export function nextAfterSuccess(now: number, refreshMinutes: number, random: number): number {
  return now + Math.round(refreshMinutes * minute * (1 + random / 10));
}

/**
 * When a feed that failed is tried again: after 5 minutes, then twice as long each time up to 6 hours, or to the feed's
 * own rhythm when that is slower; never sooner than its server asked (up to a day).
 */
export function nextAfterFailure(
  now: number,
  failures: number,
  refreshMinutes: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number {
  const rest = Math.min(firstRest * 2 ** Math.min(failures - 1, 20), Math.max(longestRest, refreshMinutes * minute));
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, longestRetryAfter);
  return now + Math.max(Math.round(rest * (1 + random / 10)), asked);
}
