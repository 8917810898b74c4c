import { type Block, type CompiledProgramme, compiled } from './compile.ts';
import { CALENDAR_CYCLE, DAY, MAX_DAY } from './dates.ts';
import { toInstant } from './instants.ts';
import type { Plan } from './plan.ts';
import { paint } from './timeline.ts';
import type { Instant, InstantLike, Programme, Resolution } from './types.ts';

/** UTC days kept expanded for each compiled programme: a year of them. The oldest goes first. */
const MAX_BLOCKS = 400;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * What plays at an instant, and until when. On a compiled programme a day is expanded once; after that an answer is a search in it.
 * `until` is `null` when the answer never changes again.
 * @throws ScheduleError
 */
export function resolve(programme: Programme | CompiledProgramme, at: InstantLike): Resolution {
  const source = compiled(programme);
  const instant = toInstant(at, 'at');
  const day = Math.floor(instant / DAY);
  const block = blockOf(source, day);
  const { segments } = block;
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  const { schedule_id, campaign_id, end } = segments[low] as { schedule_id: number | null; campaign_id: number | null; end: Instant };
  if (low < segments.length - 1) return { schedule_id, campaign_id, until: end };
  if (block.until === undefined) {
    const change = changeAfter(
      source,
      end - 1,
      source.ranked.find(plan => plan.schedule.id === schedule_id),
    );
    block.until = change === NEVER ? null : change;
  }
  return { schedule_id, campaign_id, until: block.until };
}

function blockOf(source: CompiledProgramme, day: number): Block {
  let block = source.blocks.get(day);
  if (!block) {
    if (source.blocks.size >= MAX_BLOCKS) source.blocks.delete(source.blocks.keys().next().value ?? 0);
    block = { segments: paint(source, day * DAY, (day + 1) * DAY) };
    source.blocks.set(day, block);
  }
  return block;
}

/** The instant after `at` at which another than `playing` is on: it ends, or one that ranks above it begins. */
function changeAfter(source: CompiledProgramme, at: Instant, playing: Plan | undefined): Instant {
  let change = playing ? endOfRun(source, at, playing) : NEVER;
  for (const plan of source.ranked) {
    if (plan === playing) break;
    change = Math.min(change, nextStart(source, at, plan, change));
  }
  return change;
}

/** When a plan that is on at `at` is first off, over all occurrences that follow each other without a gap. */
function endOfRun({ zone }: CompiledProgramme, at: Instant, plan: Plan): Instant {
  let end = at;
  for (let date = plan.next(zone.dayOf(at) - 2); date <= plan.last && plan.start(date, zone) <= end; date = plan.next(date + 1)) {
    // Of whole days only the last of a row matters.
    if (plan.to - plan.from === DAY) date = lastInRow(plan, date);
    if (date === NEVER) return NEVER;
    end = Math.max(end, plan.end(date, zone));
  }
  return end;
}

function lastInRow(plan: Plan, date: number): number {
  let last = plan.daily ? plan.last : date;
  while (last < plan.last && plan.next(last + 1) === last + 1) {
    last++;
    if (last - date > CALENDAR_CYCLE && last > plan.lastException && plan.last === MAX_DAY) return NEVER;
  }
  return last === MAX_DAY ? NEVER : last;
}

function nextStart({ zone }: CompiledProgramme, at: Instant, plan: Plan, before: Instant): Instant {
  for (let date = plan.next(zone.dayOf(at) - 2); date <= plan.last; date = plan.next(date + 1)) {
    const start = plan.start(date, zone);
    if (start >= before) return before;
    if (plan.end(date, zone) > Math.max(start, at)) return start;
  }
  return NEVER;
}
