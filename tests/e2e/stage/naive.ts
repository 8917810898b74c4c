import { Turns } from '../../../packages/stage/src/editorial/turns.ts';
import { lengthOf } from '../../../packages/stage/src/playlist.ts';
import { Slot } from '../../../packages/stage/src/slot.ts';
import type { StageItem, StageOptions } from '../../../packages/stage/src/types.ts';

/**
 * What the stage is measured beside: the same layers on one slot alone, each item loaded when the one before it is over. Only items
 * with a set length; nothing is skipped.
 */
export function createNaiveStage(host: HTMLElement, options: StageOptions): { show(items: readonly StageItem[]): void; destroy(): void } {
  const slot = new Slot({ ended: () => {}, failed: error => report(error) }, { ...options, turns: new Turns() });
  const ending = new AbortController();
  let current: StageItem | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const report = (error: unknown) => {
    if (current && !ending.signal.aborted) options.onError?.(current, error instanceof Error ? error : new Error(String(error)));
  };
  slot.lay('front');
  host.append(slot.element);

  async function turn(items: readonly StageItem[], index: number): Promise<void> {
    const item = items[index % items.length];
    if (!item) return;
    current = item;
    await slot.load(item, options.source, 1, 10_000, ending.signal).catch(report);
    if (ending.signal.aborted) return;
    slot.start();
    timer = setTimeout(() => void turn(items, index + 1), lengthOf(item) ?? 0);
    options.onStart?.(item, Date.now());
  }

  return {
    show: items => void turn(items, 0),
    destroy() {
      ending.abort();
      clearTimeout(timer);
      slot.unload();
      slot.element.remove();
    },
  };
}
