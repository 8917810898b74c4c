import { ScheduleError } from './errors.ts';
import type { Instant, InstantLike } from './types.ts';

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)$/;
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/**
 * Epoch milliseconds of an instant given as such or as ISO 8601 text in UTC, years 0001 to 9999.
 * Text without `Z` is refused: the engine would have to take the zone of the process for it.
 * @throws ScheduleError `instant`
 */
export function toInstant(value: InstantLike, name: string): Instant {
  const at = typeof value === 'number' ? value : typeof value === 'string' && ISO_UTC.test(value) ? Date.parse(value) : Number.NaN;
  if (at >= FIRST && at <= LAST) return at;
  throw new ScheduleError([name], 'instant', 'expected epoch milliseconds or an ISO 8601 string in UTC');
}
