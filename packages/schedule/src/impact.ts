import type { CompiledProgramme } from './compile.ts';
import { timeline } from './timeline.ts';
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
  let i = 0;
  for (const segment of timeline(after, from, to)) {
    for (let was = old[i]; was && was.start < segment.end; was = old[i]) {
      if (was.campaign_id !== segment.campaign_id) {
        const start = Math.max(was.start, segment.start);
        changes.push({ start, end: Math.min(was.end, segment.end), was: answer(was), becomes: answer(segment) });
      }
      if (was.end > segment.end) break;
      i++;
    }
  }
  return changes;
}

function answer({ schedule_id, campaign_id }: Segment) {
  return { schedule_id, campaign_id };
}
