import type { StageItem, StageSource } from '../types.ts';

/** What a medium tells the stage while it is on the glass. */
export interface LayerEvents {
  ended: () => void;
  failed: (error: Error) => void;
}

/** Draws one kind of item inside a slot; its elements are reused from item to item. */
export interface Layer {
  readonly element: HTMLElement;
  /** Resolves when the first frame is decoded. `signal` aborts the wait; the caller then unloads. */
  load(item: StageItem, source: StageSource, signal: AbortSignal): Promise<void>;
  /** Runs, or goes on after a pause. */
  start(): void;
  /** `unseen`: nothing of it may go on; what cannot stand still is taken away until it starts again. */
  pause(unseen?: boolean): void;
  /** Fit, mute and volume (0 to 1), at any time. */
  adjust(item: StageItem, level: number): void;
  /** Seconds into the medium; `null` for what does not move by itself. */
  readonly position: number | null;
  /** The medium's own length in seconds; `null` when it has none or does not know it. */
  readonly length: number | null;
  /** Starts a medium over that ended before its time on screen did. */
  again(): void;
  /** Lets go of all that the item held. */
  unload(): void;
}

/** Covers its parent; the layer's own picture lies in it. */
export function fill(element: HTMLElement): void {
  Object.assign(element.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', border: '0', margin: '0' });
}
