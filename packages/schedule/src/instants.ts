import { ScheduleError } from './errors.ts';
import type { Instant, InstantLike } from './types.ts';

const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/**
 * Epoch milliseconds of an instant given as such or as ISO 8601 text in UTC, years 0001 to 9999.
 * Text without `Z` is refused: it would mean another instant in another process's zone.
 * @throws ScheduleError `instant`
 */
export function toInstant(value: InstantLike, name: string): Instant {
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? Date.parse(value) : value;
  if (typeof at === 'number' && at >= FIRST && at <= LAST) return at;
  throw new ScheduleError([name], 'instant', 'expected milliseconds or ISO 8601 in UTC');
}
