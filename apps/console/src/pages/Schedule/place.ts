import type { Slot } from './moves.ts';

const day = 1440;

/** Where hours stand in their day's column, which is as high as the day. */
export function placeOf({ from, to }: Pick<Slot, 'from' | 'to'>): { top: string; height: string } {
  return { top: `${(from / day) * 100}%`, height: `calc(${((to - from) / day) * 100}% - 2px)` };
}
