import { type RefObject, useLayoutEffect, useState } from 'react';
import { type CellGrid, gridOf } from './cellGrid.ts';

/** How the cells of all places stand, as wide as the list of places is; the style sheet says how large a cell is and what is beside them. */
export function useCellGrid(list: RefObject<HTMLElement | null>): CellGrid | null {
  const [grid, setGrid] = useState<CellGrid | null>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const style = getComputedStyle(element);
      const length = (name: string) => Number.parseFloat(style.getPropertyValue(name));
      const next = gridOf(element.clientWidth - length('--beside'), length('--step'));
      setGrid(before => (before?.columns === next.columns && before.step === next.step ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return grid;
}
