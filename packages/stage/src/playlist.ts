import type { StageItem } from './types.ts';

/**
 * Indexes in the order in which they are tried, from `start` on in the direction of `step`.
 * Looping ends with the place before `start`, so that a single good item follows itself; without it the list has an end.
 */
export function order(length: number, start: number, step: 1 | -1, loop: boolean): number[] {
  const found: number[] = [];
  for (let tried = 0; tried < length; tried++) {
    const index = start + tried * step;
    if (!loop && (index < 0 || index >= length)) break;
    found.push(((index % length) + length) % length);
  }
  return found;
}

/** Where an item stands in a list; -1 when it is not there. */
export function indexOf(items: readonly StageItem[], wanted: StageItem | null): number {
  return items.findIndex(item => item.key === wanted?.key && item.content_id === wanted.content_id);
}

/** Seconds on screen of what has no length of its own, should a list not say. */
const DEFAULT_SECONDS = 10;

/** Ms on the glass, or `null` when the medium's own end decides. */
export function lengthOf(item: StageItem): number | null {
  if (item.duration !== null) return item.duration * 1000;
  return item.type === 'video' || item.type === 'audio' ? null : DEFAULT_SECONDS * 1000;
}
