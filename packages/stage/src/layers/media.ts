import type { StageItem } from '../types.ts';
import type { LayerEvents } from './layer.ts';

/** What a `MediaError` says, in words for a log. */
export function mediaError(element: HTMLMediaElement): Error {
  const { error } = element;
  return new Error(`cannot be decoded: ${error?.message || `media error ${error?.code ?? 'unknown'}`}`);
}

/** Starts a medium and sets its sound. Where the browser blocks sound without a gesture it plays muted rather than not at all. */
export class Sound {
  readonly #element: HTMLMediaElement;
  readonly #events: LayerEvents;
  /** Unmuting would stop the element, so this holds until the next item. */
  #blocked = false;

  constructor(element: HTMLMediaElement, events: LayerEvents) {
    this.#element = element;
    this.#events = events;
  }

  start(): void {
    this.#element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException)) return;
      if (error.name === 'NotAllowedError' && !this.#element.muted) {
        this.#blocked = true;
        this.#element.muted = true;
        this.start();
      } else if (error.name === 'NotSupportedError') {
        this.#events.failed(mediaError(this.#element));
      }
      // AbortError: paused or unloaded meanwhile, which is no failure.
    });
  }

  /** `level` from 0 to 1. */
  adjust(item: StageItem, level: number): void {
    this.#element.muted = item.muted || level === 0 || this.#blocked;
    this.#element.volume = level;
  }

  /** The next item may have more luck: someone may have touched the page. */
  forget(): void {
    this.#blocked = false;
  }
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
