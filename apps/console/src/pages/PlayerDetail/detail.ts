import type { PlayerDetail } from '@tvs/protocol';

/** A player as the page gets it: OpenAPI's types know no pairs, so that a range of numbers is a list of them. */
export type Detail = Omit<PlayerDetail, 'missing_plays'> & { missing_plays: readonly (readonly number[])[] };

/** Ranges as pairs, first and last. */
export function rangesOf({ missing_plays }: Pick<Detail, 'missing_plays'>): [first: number, last: number][] {
  return missing_plays.flatMap(([first, last]) => (first === undefined || last === undefined ? [] : [[first, last]]));
}
