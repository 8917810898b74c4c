import type { StageItem } from '../types.ts';
import type { LayerEvents } from './layer.ts';

/** What a `MediaError` says, in words for a log. */
export function mediaError(element: HTMLMediaElement): Error {
  const { error } = element;
  return new Error(`cannot be decoded: ${error?.message || `media error ${error?.code ?? 'unknown'}`}`);
}

/** Plays; where the browser blocks sound without a gesture it plays muted rather than not at all. */
export function startMedia(element: HTMLMediaElement, events: LayerEvents): void {
  element.play().catch((error: unknown) => {
    if (!(error instanceof DOMException)) return;
    if (error.name === 'NotAllowedError' && !element.muted) {
      element.muted = true;
      startMedia(element, events);
    } else if (error.name === 'NotSupportedError') {
      events.failed(mediaError(element));
    }
    // AbortError: paused or unloaded meanwhile, which is no failure.
  });
}

export function adjustSound(element: HTMLMediaElement, item: StageItem, level: number): void {
  element.muted = item.muted || level === 0;
  element.volume = level;
}

/** Removing the element alone keeps decoder and buffers alive until garbage collection: this frees them at once. */
export function letGo(element: HTMLMediaElement): void {
  element.pause();
  element.removeAttribute('src');
  element.load();
}

export function lengthOfMedia(element: HTMLMediaElement): number | null {
  return Number.isFinite(element.duration) ? element.duration : null;
}
