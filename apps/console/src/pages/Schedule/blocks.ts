import type { Schedule } from '@tvs/protocol';
import { hhmm, wallClock } from '../../lib/zone.ts';

/** Something that plays, or would, from one instant to another. */
export interface Stretch {
  scheduleId: number;
  campaignId: number;
  /** Epoch ms, half open. */
  start: number;
  end: number;
}

/** A piece of a stretch within one day, as it is drawn. */
export interface Block {
  key: string;
  scheduleId: number;
  campaignId: number;
  date: string;
  /** Minutes since midnight. */
  from: number;
  to: number;
  /** `null`: it wins; else the schedule that plays instead. */
  beatenBy: number | null;
  /** The engine's reason why it is beaten. */
  because: string | null;
  /** For beaten ones: which strip at the column's edge. */
  lane: number;
}

/** What is left of a stretch once others are taken out of it. */
export function minus(stretch: Stretch, others: readonly Stretch[]): Stretch[] {
  let rest = [stretch];
  for (const other of others)
    rest = rest.flatMap(piece => {
      if (other.end <= piece.start || other.start >= piece.end) return [piece];
      return [
        { ...piece, end: other.start },
        { ...piece, start: other.end },
      ].filter(({ start, end }) => start < end);
    });
  return rest;
}

/** A stretch cut at the midnights of a zone. */
export function byDay(stretch: Stretch, zone: string, dates: readonly string[]): { date: string; from: number; to: number }[] {
  const start = wallClock(stretch.start, zone);
  const end = wallClock(stretch.end, zone);
  return dates.flatMap(date => {
    if (date < start.date || date > end.date) return [];
    const from = date === start.date ? start.minutes : 0;
    const to = date === end.date ? end.minutes : 1440;
    return from < to ? [{ date, from, to }] : [];
  });
}

/** Why one schedule is beaten by another at an instant. */
export type Because = (loser: number, winner: number, at: number) => string | null;

/** The week as it is drawn: what wins, and what is beaten, with its winner and the reason. */
export function layOut(
  winners: readonly Stretch[],
  occurrences: readonly Stretch[],
  dates: readonly string[],
  zone: string,
  why: Because = () => null,
): Block[] {
  const blocks: Block[] = [];
  const add = (stretch: Stretch, beatenBy: number | null, because: string | null = null) => {
    for (const { date, from, to } of byDay(stretch, zone, dates)) {
      const { scheduleId, campaignId } = stretch;
      blocks.push({
        key: `${scheduleId}-${date}-${hhmm(from)}-${beatenBy ?? ''}`,
        scheduleId,
        campaignId,
        date,
        from,
        to,
        beatenBy,
        because,
        lane: 0,
      });
    }
  };
  for (const winner of winners) add(winner, null);
  for (const occurrence of occurrences) {
    const won = winners.filter(({ scheduleId }) => scheduleId === occurrence.scheduleId);
    // Each winner has its own piece of it, and its own reason.
    for (const lost of minus(occurrence, won))
      for (const winner of winners) {
        const [start, end] = [Math.max(lost.start, winner.start), Math.min(lost.end, winner.end)];
        if (start < end) add({ ...lost, start, end }, winner.scheduleId, why(lost.scheduleId, winner.scheduleId, start));
      }
  }
  return withLanes(blocks);
}

/** Beaten blocks that meet stand side by side, the longest at the edge. */
function withLanes(blocks: readonly Block[]): Block[] {
  const taken: { date: string; lane: number; to: number }[] = [];
  return blocks
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.from - b.from || isBeaten(a) - isBeaten(b) || b.to - a.to)
    .map(block => {
      if (block.beatenBy === null) return block;
      let lane = 0;
      while (taken.some(other => other.date === block.date && other.lane === lane && other.to > block.from)) lane += 1;
      taken.push({ date: block.date, lane, to: block.to });
      return { ...block, lane };
    });
}

/** How many strips stand beside a winner. */
export function stripsBeside(block: Block, blocks: readonly Block[]): number {
  return blocks.reduce(
    (most, other) =>
      other.beatenBy !== null && other.date === block.date && other.from < block.to && other.to > block.from
        ? Math.max(most, other.lane + 1)
        : most,
    0,
  );
}

const isBeaten = ({ beatenBy }: Block) => Number(beatenBy !== null);

/**
 * Whether a schedule says what the place's default says already: the default campaign, the whole day, every day that is drawn. It stands in the line of
 * the default, not as a block beside every other.
 */
export function isStanding(schedule: Schedule, base: number | null, dates: readonly string[]): boolean {
  const { campaign_id, is_active, start_time, end_time, days_of_week, recurrence_rule, start_date, end_date } = schedule;
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  return (
    campaign_id === base &&
    is_active &&
    (start_time ?? '00:00') === '00:00' &&
    (end_time ?? '00:00') === '00:00' &&
    (days_of_week === null || days_of_week.length === 7) &&
    recurrence_rule === null &&
    start_date <= first &&
    (end_date === null || end_date >= last)
  );
}
