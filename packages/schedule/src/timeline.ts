import { type CompiledProgramme, compiled } from './compile.ts';
import { DAY } from './dates.ts';
import { toInstant } from './instants.ts';
import type { Plan } from './plan.ts';
import type { Instant, InstantLike, Programme, Segment } from './types.ts';

/**
 * What plays from `from` to `to`: segments without a gap between them, neighbours with the same answer merged, the first and last cut at the window.
 * Empty when `from` is not before `to`.
 * @throws ScheduleError
 */
export function timeline(programme: Programme | CompiledProgramme, from: InstantLike, to: InstantLike): Segment[] {
  const start = toInstant(from, 'from');
  const end = toInstant(to, 'to');
  return start < end ? paint(compiled(programme), start, end) : [];
}

/**
 * Fills the window from the highest rank down. Each schedule gets what those above it left free, so that the work ends when nothing is free any more,
 * mostly long before the last schedule.
 */
export function paint({ zone, ranked, defaultCampaign }: CompiledProgramme, from: Instant, to: Instant): Segment[] {
  const offset = zone.steady(from - 3 * DAY, to + 3 * DAY);
  const steady = !Number.isNaN(offset);
  // What began yesterday may last until now. Where the offset changes, a whole day may be skipped or come twice.
  const first = zone.dayOf(from) - (steady ? 1 : 2);
  const last = zone.dayOf(to - 1) + (steady ? 0 : 1);
  const canvas = new Canvas(from, to);
  for (const plan of ranked) {
    if (canvas.full) break;
    for (let date = plan.next(first); date <= last; date = plan.next(date + 1)) {
      if (steady) {
        const midnight = date * DAY - offset;
        canvas.add(Math.max(midnight + plan.from, plan.clip.from), Math.min(midnight + plan.to, plan.clip.to), plan);
      } else canvas.add(plan.start(date, zone), plan.end(date, zone), plan);
    }
  }
  return canvas.segments(defaultCampaign);
}

interface Piece {
  start: Instant;
  end: Instant;
  plan: Plan | null;
}

class Canvas {
  readonly #pieces: Piece[] = [];
  /** Where nothing plays yet, in order. */
  readonly #free: Piece[];

  constructor(start: Instant, end: Instant) {
    this.#free = [{ start, end, plan: null }];
  }

  get full(): boolean {
    return this.#free.length === 0;
  }

  add(start: Instant, end: Instant, plan: Plan): void {
    const free = this.#free;
    let i = this.#firstEndingAfter(start);
    for (let gap = free[i]; gap && gap.start < end && start < end; gap = free[i]) {
      const piece = { start: Math.max(start, gap.start), end: Math.min(end, gap.end), plan };
      this.#pieces.push(piece);
      if (piece.start > gap.start && piece.end < gap.end) {
        free.splice(i + 1, 0, { start: piece.end, end: gap.end, plan: null });
        gap.end = piece.start;
        return;
      }
      if (piece.start > gap.start) {
        gap.end = piece.start;
        i++;
      } else if (piece.end < gap.end) {
        gap.start = piece.end;
        return;
      } else free.splice(i, 1);
    }
  }

  segments(defaultCampaign: number | null): Segment[] {
    const segments: Segment[] = [];
    let previous: Segment | undefined;
    for (const { start, end, plan } of [...this.#pieces, ...this.#free].sort((a, b) => a.start - b.start)) {
      const schedule_id = plan ? plan.schedule.id : null;
      const campaign_id = plan ? plan.schedule.campaign_id : defaultCampaign;
      if (previous && previous.schedule_id === schedule_id && previous.campaign_id === campaign_id) previous.end = end;
      else {
        previous = { start, end, schedule_id, campaign_id };
        segments.push(previous);
      }
    }
    return segments;
  }

  #firstEndingAfter(at: Instant): number {
    let low = 0;
    let high = this.#free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#free[middle]?.end ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
