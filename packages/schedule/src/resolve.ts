import { type Block, type CompiledProgramme, compiled } from './compile.ts';
import { CALENDAR_CYCLE, DAY, EVERY_DAY, MAX_DAY, NEVER } from './dates.ts';
import { toInstant } from './instants.ts';
import { endOf, firstAround, instantsOf, nextDate, type Plan, spanAt, startOf } from './plan.ts';
import { firstEndingAfter, paint } from './timeline.ts';
import type { Dated, Instant, InstantLike, Programme, Resolution, Segment } from './types.ts';

/** UTC days kept expanded for each compiled programme: a year of them, then it begins anew. */
const MAX_BLOCKS = 400;

/**
 * What plays at an instant, and until when. On a compiled programme a day is expanded once; after that an answer is a search in it.
 * `until` is `null` when the answer never changes again.
 * @throws ScheduleError
 */
export function resolve(programme: Programme | CompiledProgramme, at: InstantLike): Resolution {
  const source = compiled(programme);
  const instant = toInstant(at, 'at');
  const block = blockOf(source, Math.floor(instant / DAY));
  const i = firstEndingAfter(block.segments, instant);
  const { schedule_id, campaign_id, end } = block.segments[i] as Segment;
  let until = end;
  if (i === block.segments.length - 1) {
    block.until ??= changeAfter(source, end - 1, schedule_id);
    until = block.until;
  }
  return { schedule_id, campaign_id, until: until === NEVER ? null : until };
}

/**
 * What plays at an instant, of its campaign's items those that are valid then, in their order, and until when both stay so.
 * @param itemsOf a campaign's items, none for one that is not known
 * @throws ScheduleError
 */
export function resolveItems<Item extends Dated>(
  source: CompiledProgramme,
  itemsOf: (campaign: number) => readonly Item[],
  at: Instant,
): Resolution & { items: Item[] } {
  const resolution = resolve(source, at);
  let until = resolution.until ?? NEVER;
  const items = (resolution.campaign_id === null ? [] : itemsOf(resolution.campaign_id)).filter(item => {
    const [from, to] = instantsOf(item, source.zone);
    for (const edge of [from, to]) if (edge > at) until = Math.min(until, edge);
    return !(at < from || at >= to);
  });
  return { ...resolution, items, until: until === NEVER ? null : until };
}

function blockOf(source: CompiledProgramme, day: number): Block {
  const { blocks } = source;
  let block = blocks.get(day);
  if (!block) {
    if (blocks.size >= MAX_BLOCKS) blocks.clear();
    block = { segments: paint(source, day * DAY, (day + 1) * DAY) };
    blocks.set(day, block);
  }
  return block;
}

/** The instant after `at` at which another than `playing` is on: it ends, or one that ranks above it begins. */
function changeAfter({ ranked }: CompiledProgramme, at: Instant, playing: number | null): Instant {
  let change = NEVER;
  for (const plan of ranked) {
    if (plan.schedule.id === playing) return Math.min(change, endOfRun(plan, at));
    change = nextStart(plan, at, change);
  }
  return change;
}

/** When a plan that is on at `at` is first off, over all occurrences that follow each other without a gap. */
function endOfRun(plan: Plan, at: Instant): Instant {
  let end = at;
  for (let date = firstAround(plan, at); date < NEVER && startOf(plan, date) <= end; date = nextDate(plan, date + 1)) {
    // Of whole days in a row only the last matters.
    if (plan.to - plan.from === DAY) date = Math.min(lastInRow(plan, date), spanAt(plan.clip, date).last);
    end = date === NEVER ? date : Math.max(end, endOf(plan, date));
  }
  return end;
}

function lastInRow(plan: Plan, date: number): number {
  const undisturbed = [...plan.except].every(day => day < date);
  let last = undisturbed && !plan.recurrence && plan.weekdays === EVERY_DAY ? plan.last : date;
  // What nothing ends goes on after a whole cycle of the calendar.
  const limit = undisturbed && plan.last === MAX_DAY ? Math.min(MAX_DAY, date + CALENDAR_CYCLE) : MAX_DAY;
  while (last < limit && nextDate(plan, last + 1) === last + 1) last++;
  return last < limit ? last : NEVER;
}

/** The next start of a plan that is off at `at`, or `before` if it does not come sooner. */
function nextStart(plan: Plan, at: Instant, before: Instant): Instant {
  for (let date = firstAround(plan, at); date < NEVER; date = nextDate(plan, date + 1)) {
    const start = startOf(plan, date);
    if (start >= before) break;
    if (endOf(plan, date) > Math.max(start, at)) return start;
  }
  return before;
}
