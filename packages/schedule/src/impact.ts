import type { CompiledProgramme } from './compile.ts';
import { firstEndingAfter, timeline } from './timeline.ts';
import type { Impact, InstantLike, Programme, Segment } from './types.ts';

/**
 * What an edit changes on screens between `from` and `to`: the windows in which another campaign plays after it than before, in order. Where only the schedule differs
 * that puts the same campaign on the screen, nothing changes there.
 * @throws ScheduleError
 */
export function impact(
  before: Programme | CompiledProgramme,
  after: Programme | CompiledProgramme,
  from: InstantLike,
  to: InstantLike,
): Impact[] {
  const old = timeline(before, from, to);
  const changes: Impact[] = [];
  for (const { start, end, ...becomes } of timeline(after, from, to)) {
    for (let i = firstEndingAfter(old, start); i < old.length; i++) {
      const { start: begin, end: over, ...was } = old[i] as Segment;
      if (begin >= end) break;
      if (was.campaign_id !== becomes.campaign_id) changes.push({ start: Math.max(begin, start), end: Math.min(over, end), was, becomes });
    }
  }
  return changes;
}
