import { type CompiledProgramme, compiled } from './compile.ts';
import { DAY } from './dates.ts';
import { toInstant } from './instants.ts';
import { endOf, hoursOf, nextDate, startOf } from './plan.ts';
import type { Instant, InstantLike, Programme, Schedule, Segment } from './types.ts';
import { SPAN } from './zone.ts';

/**
 * What plays from `from` to `to`: segments without a gap between them, neighbours with the same answer merged, the first and last cut at the window.
 * Empty when `from` is not before `to`.
 * @throws ScheduleError
 */
export function timeline(programme: Programme | CompiledProgramme, from: InstantLike, to: InstantLike): Segment[] {
  const source = compiled(programme);
  return paint(source, toInstant(from, 'from'), toInstant(to, 'to'));
}

/**
 * Fills the window from the highest rank down. Each schedule gets what those above it left free, so that the work ends when nothing is free any more,
 * mostly long before the last schedule.
 */
export function paint({ zone, ranked, programme }: CompiledProgramme, from: Instant, to: Instant): Segment[] {
  if (from >= to) return [];
  let least = DAY;
  let most = -DAY;
  for (let at = from - SPAN; at < to + 2 * SPAN; at += SPAN) {
    least = Math.min(least, zone.offset(at));
    most = Math.max(most, zone.offset(at));
  }
  // What began yesterday may last until now. Where the offset changes, a whole day may be skipped or come twice.
  const more = least < most ? 1 : 0;
  const first = zone.dayOf(from) - 1 - more;
  const last = zone.dayOf(to - 1) + more;
  const free = [{ start: from, end: to, schedule_id: null, campaign_id: programme.default_campaign_id ?? null }];
  const taken: Segment[] = [];
  let open = -1;
  for (const plan of ranked) {
    if (open === 0) break;
    if ((plan.hours & open) === 0) continue;
    const before = taken.length;
    for (let date = nextDate(plan, first); date <= last; date = nextDate(plan, date + 1)) {
      take(startOf(plan, date), endOf(plan, date), plan.schedule, free, taken);
    }
    // Whoever plays at hours of which nothing is free is passed over: most, once the first have had their turn. What plays at an instant
    // says so by a clock that reads no less than the least offset makes it, and no more than the greatest.
    if (taken.length > before) open = free.reduce((hours, gap) => hours | hoursOf(gap.start + least, gap.end + most), 0);
  }
  return merge([...taken, ...free].sort((a, b) => a.start - b.start));
}

/** Moves what is free between two instants to the taken segments. */
function take(from: Instant, to: Instant, { id, campaign_id }: Schedule, free: Segment[], taken: Segment[]): void {
  if (from >= to) return;
  let i = firstEndingAfter(free, from);
  for (let gap = free[i]; gap && gap.start < to; gap = free[i]) {
    const start = Math.max(from, gap.start);
    const end = Math.min(to, gap.end);
    taken.push({ start, end, schedule_id: id, campaign_id });
    const left = [];
    if (gap.start < start) left.push({ ...gap, end: start });
    if (end < gap.end) left.push({ ...gap, start: end });
    free.splice(i, 1, ...left);
    i += left.length;
  }
}

function merge(segments: Segment[]): Segment[] {
  return segments.filter((segment, i) => {
    const next = segments[i + 1];
    if (segment.schedule_id !== next?.schedule_id || segment.campaign_id !== next.campaign_id) return true;
    next.start = segment.start;
    return false;
  });
}

/** Of segments in order; their number when all end before. */
export function firstEndingAfter(segments: readonly Segment[], at: Instant): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle] as Segment).end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
