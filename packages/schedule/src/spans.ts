import { DAY } from './dates.ts';
import type { Dated, LocalDate } from './types.ts';

export type Spans = { valid_from: LocalDate | null; valid_until: LocalDate | null }[];

/**
 * The dates on which any of these is valid: in order, none touching the next, as a campaign's `valid` takes them. `undefined` when that is
 * every date, or when there is nothing that could be valid.
 */
export function spansOf(items: readonly Dated[]): Spans | undefined {
  const spans: Spans = [];
  const from = ({ valid_from }: Dated) => valid_from ?? '';
  for (const { valid_from = null, valid_until = null } of [...items].sort((a, b) => from(a).localeCompare(from(b)))) {
    const last = spans.at(-1);
    // Dates as text stand in the order of time.
    if (last && (last.valid_until === null || from({ valid_from }) <= dayAfter(last.valid_until))) {
      if (last.valid_until !== null && (valid_until === null || valid_until > last.valid_until)) last.valid_until = valid_until;
    } else spans.push({ valid_from, valid_until });
  }
  const [first] = spans;
  return !first || (first.valid_from === null && first.valid_until === null) ? undefined : spans;
}

/** Whether an item is valid on a local date. */
export function isValidOn({ valid_from, valid_until }: Dated, date: string): boolean {
  return (valid_from == null || valid_from <= date) && (valid_until == null || date <= valid_until);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}
