/** One item as the stage draws it. */
export interface StageItem {
  /** Stable within a playlist: the same content may stand in several places. */
  key: string;
  content_id: number;
  title: string;
  /** What a stage can not draw (yet) is skipped and reported like a file that is broken. */
  type: 'video' | 'image' | 'audio' | 'html' | 'editorial';
  mime_type: string;
  /** Seconds on screen; `null`: a video or sound plays to its end. Images and pages always have one. */
  duration: number | null;
  fit: 'contain' | 'cover' | 'fill';
  muted: boolean;
}

/** Where an item's bytes are; `release` is called once the stage no longer needs them (revoke an object URL there). */
export interface StageSource {
  /** Usable in `src`; for `html` and `editorial` the stage fetches it: a page is shown as `srcdoc` in a sandboxed frame, an editorial as slides. */
  url: string;
  /** For `html` and `editorial`, instead of fetching: a page whose policy forbids to fetch `blob:` addresses reads its files itself. */
  text?: () => Promise<string>;
  release?: () => void;
}

/** Where a stage stands, and in which words it speaks: what slides say beside their own texts. */
export interface Surroundings {
  /** BCP 47; dates are worded in it. */
  locale: string;
  /** IANA name; `undefined`: the device's own. */
  timezone: string | undefined;
  /** The location's name; empty: nothing is said. */
  place: string;
  words: {
    /** Beside a code to scan. */
    readOn: string;
  };
}

/** One showing, finished or broken off. Times are epoch ms by the stage's `now`. */
export interface StagePlay {
  item: StageItem;
  started_at: number;
  ended_at: number;
  completed: boolean;
  /** Why not, when not completed: `skipped`, `replaced`, `error`, `stopped`. */
  reason?: 'skipped' | 'replaced' | 'error' | 'stopped';
}

export interface StageOptions {
  /** Finds an item's bytes; rejecting skips the item and reports `onError`. */
  source: (item: StageItem) => Promise<StageSource>;
  /** The item's first frame is on the glass. */
  onStart?: (item: StageItem, at: number) => void;
  onEnd?: (play: StagePlay) => void;
  /** The item was skipped: not found, not decodable, no first frame in time. */
  onError?: (item: StageItem, error: Error) => void;
  /** Position within the current item, a few times a second. */
  onProgress?: (item: StageItem, seconds: number, total: number | null) => void;
  /** What the stage does changed. */
  onState?: (state: StageState) => void;
  /** Epoch ms; default `Date.now`. */
  now?: () => number;
  /** Asked whenever a slide is drawn; without it slides use the browser's language and zone. */
  surroundings?: () => Surroundings;
  /** Start over after the last item; default true. */
  loop?: boolean;
  /** How long an item may take to show its first frame before it is skipped, ms; default 2000 after its bytes are there. */
  firstFrameTimeout?: number;
}

/** `idle`: nothing to show, or nothing that can be shown; `loading`: the first picture is on its way. */
export type StageState = 'playing' | 'paused' | 'idle' | 'loading';

/** Draws a playlist without a gap: the next item is ready before this one ends. */
export interface Stage {
  /**
   * Replaces the playlist. The current picture stays until the first item of the new one is ready; if the item on
   * screen (same `key` and `content_id`) is in the new list, it goes on and the list is followed from there. Otherwise the new list
   * begins at `from`, at once or, with `atEnd`, when what is on the screen is over; an empty one then takes everything off.
   */
  show(items: readonly StageItem[], options?: { from?: number; restart?: boolean; atEnd?: boolean }): void;
  play(): void;
  /** `unseen`: something black lies over it. What cannot be held, a page and its sound, then begins anew with `play`. */
  pause(unseen?: boolean): void;
  next(): void;
  previous(): void;
  /** Jumps to an item of the playlist. */
  seek(index: number): void;
  /** 0 to 1, over everything; items marked muted stay so. */
  volume(level: number): void;
  readonly state: StageState;
  readonly current: StageItem | null;
  /** Takes everything off the glass and lets go of all it held. */
  clear(): void;
  destroy(): void;
}
