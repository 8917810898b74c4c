import { Turns } from './editorial/turns.ts';
import { Failures } from './failures.ts';
import { Glass } from './glass.ts';
import { indexOf, order } from './playlist.ts';
import { type Reason, Showing } from './showing.ts';
import { StallWatch } from './stall.ts';
import type { Stage, StageItem, StageOptions, StageState } from './types.ts';

/** How long before the end of an item the next one is made ready, ms: time for three bad ones in between. */
const LEAD = 8_000;
/** How often position, stalls and the lead are looked at, ms. */
const TICK = 250;

/** A medium this near to its end has shown its last frame, seconds. */
const AT_END = 0.03;

/** The item being made ready on the slot behind. */
interface Preparation {
  index: number;
  ready: boolean;
  /** The picture on the glass follows itself: it needs nothing but more time. */
  stays: boolean;
  abort: AbortController;
}

/** Makes a stage that covers `host` (which should be positioned). */
export function createStage(host: HTMLElement, options: StageOptions): Stage {
  return new DoubleBuffer(host, options);
}

class DoubleBuffer implements Stage {
  readonly #options: StageOptions;
  readonly #glass: Glass;
  readonly #failures = new Failures();
  readonly #stall: StallWatch;
  readonly #ticker: ReturnType<typeof setInterval>;
  #items: readonly StageItem[] = [];
  #index = -1;
  #showing: Showing | null = null;
  /** Why the item on the glass gives way as soon as the next is ready; `null` while it is not over. */
  #due: Reason | null = null;
  #preparing: Preparation | null = null;
  #paused = false;
  #unseen = false;
  #level = 1;
  #finale: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Before this nothing can be made ready: all that could failed lately (monotonic ms). */
  #hopelessUntil = 0;
  #told: StageState = 'idle';

  constructor(host: HTMLElement, options: StageOptions) {
    this.#options = options;
    this.#stall = new StallWatch(this.#patience);
    this.#glass = new Glass(
      host,
      { ended: () => this.#mediumEnded(), failed: error => this.#broke(error) },
      { ...options, turns: new Turns() },
    );
    this.#ticker = setInterval(() => this.#tick(), TICK);
  }

  get current(): StageItem | null {
    return this.#showing?.item ?? null;
  }

  get state(): StageState {
    if (this.#showing) return this.#paused ? 'paused' : 'playing';
    return this.#preparing ? 'loading' : 'idle';
  }

  show(
    items: readonly StageItem[],
    { from = 0, restart = false, atEnd = false }: { from?: number; restart?: boolean; atEnd?: boolean } = {},
  ): void {
    if (items.length === 0 && !(atEnd && this.#showing)) {
      this.clear();
      return;
    }
    this.#items = [...items];
    this.#failures.keepOnly(new Set(items.map(item => item.key)));
    this.#hopelessUntil = 0;
    const index = restart ? -1 : indexOf(items, this.current);
    const item = items[index];
    if (!item && this.#showing && atEnd) {
      this.#abandon();
      this.#index = from - 1;
      if (this.#due !== null) this.#turn(from, 1, this.#due);
      return;
    }
    if (!item || !this.#showing) {
      this.#turn(from, 1, 'replaced');
      return;
    }
    this.#abandon();
    this.#index = index;
    this.#showing.change(item, !this.#paused);
    this.#glass.front.adjust(item, this.#level);
    // It was about to give way: what follows it in the new list takes its place.
    if (this.#due !== null) this.#turn(index + 1, 1, this.#due);
  }

  play(): void {
    this.#paused = this.#unseen = false;
    this.#stall.reset();
    if (this.#showing) {
      this.#glass.front.start();
      this.#showing.run(true);
    } else if (!this.#preparing) this.#turn(0, 1, 'completed');
    this.#tell();
  }

  pause(unseen = false): void {
    this.#paused = true;
    // Seen again, though it stands: what was taken away comes back.
    if (this.#unseen && !unseen) this.#glass.front.start();
    this.#unseen = unseen;
    this.#glass.front.pause(unseen);
    // What is being made ready may be a page that is heard already.
    if (unseen && this.#due === null) this.#abandon();
    this.#showing?.run(false);
    this.#tell();
  }

  next(): void {
    this.#turn(this.#place + 1, 1, 'skipped');
  }

  previous(): void {
    this.#turn(this.#place - 1, -1, 'skipped');
  }

  seek(index: number): void {
    const item = this.#items[index];
    if (!item) return;
    this.#failures.forgive(item.key);
    this.#turn(index, 1, 'skipped');
  }

  volume(level: number): void {
    this.#level = Math.min(1, Math.max(0, level));
    if (this.current) this.#glass.front.adjust(this.current, this.#level);
    const next = this.#preparing && this.#items[this.#preparing.index];
    if (next && !this.#preparing?.stays) this.#glass.back.adjust(next, this.#level);
  }

  clear(): void {
    this.#items = [];
    this.#failures.keepOnly(new Set());
    this.#abandon();
    this.#goDark('stopped');
  }

  destroy(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#finale);
    this.clear();
    this.#glass.remove();
  }

  get #patience(): number {
    return this.#options.firstFrameTimeout ?? 2000;
  }

  get #loop(): boolean {
    return this.#options.loop ?? true;
  }

  /** Where the list stands, a jump that still waits for its picture included. */
  get #place(): number {
    return this.#due !== null && this.#preparing ? this.#preparing.index : this.#index;
  }

  /** The item on the glass is over: the first that can be shown from `start` on takes its place as soon as it is ready. */
  #turn(start: number, step: 1 | -1, reason: Reason): void {
    if (this.#items.length === 0) {
      if (this.#showing) this.#goDark(reason);
      return;
    }
    this.#due = reason;
    const next = this.#preparing;
    const [wanted] = order(this.#items.length, start, step, this.#loop);
    if (next?.ready && next.index === wanted && reason !== 'replaced' && (!next.stays || reason === 'completed')) void this.#swap(next);
    else if (next && !next.ready && next.index === wanted && reason === 'completed') this.#tell();
    else this.#prepare(start, step);
  }

  #prepare(start: number, step: 1 | -1): void {
    this.#abandon();
    this.#preparing = { index: start, ready: false, stays: false, abort: new AbortController() };
    this.#tell();
    void this.#makeReady(this.#preparing, order(this.#items.length, start, step, this.#loop));
  }

  async #makeReady(next: Preparation, candidates: readonly number[]): Promise<void> {
    const { signal } = next.abort;
    const slot = await this.#glass.free(this.#showing !== null);
    for (const index of candidates) {
      const item = this.#items[index];
      if (signal.aborted) return;
      if (!item || this.#failures.blocked(item.key, performance.now())) continue;
      next.index = index;
      next.stays = item.type === 'image' && item === this.current && (this.#due === null || this.#due === 'completed');
      try {
        if (!next.stays) await slot.load(item, this.#options.source, this.#level, this.#patience, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#reject(item, error);
        continue;
      }
      if (signal.aborted) return;
      next.ready = true;
      if (this.#due !== null) void this.#swap(next);
      return;
    }
    if (!signal.aborted) this.#exhausted(candidates.length === 0);
  }

  async #swap(next: Preparation): Promise<void> {
    if (!next.stays) await this.#glass.veil();
    const item = this.#items[next.index];
    // Something else was asked for meanwhile.
    if (!item || this.#preparing !== next) return;
    const play = this.#showing?.finish(this.#due ?? 'completed', this.#now());
    this.#preparing = null;
    this.#due = null;
    this.#index = next.index;
    this.#failures.forgive(item.key);
    if (!next.stays) this.#glass.exchange(!this.#paused);
    if (this.#unseen) this.#glass.front.pause(true);
    this.#stall.reset();
    const showing = new Showing(item, this.#now(), () => this.#turn(this.#index + 1, 1, 'completed'));
    this.#showing = showing;
    showing.run(!this.#paused);
    if (play) this.#options.onEnd?.(play);
    this.#tell();
    this.#options.onStart?.(item, showing.startedAt);
  }

  #mediumEnded(): void {
    if (!this.#showing || this.#due !== null) return;
    if (this.#showing.mediumEnded() === 'again') this.#glass.front.again();
  }

  /** Browsers tell the end of a medium two or three frames late: hands over at the end itself, if it is there by then. */
  #foresee(showing: Showing, left: number): void {
    clearTimeout(this.#finale);
    this.#finale = setTimeout(() => {
      const { position, length } = this.#glass.front;
      if (this.#showing !== showing || this.#paused || position === null || length === null) return;
      if (length - position < AT_END) this.#mediumEnded();
    }, left);
  }

  /** What is on the glass failed while it played. */
  #broke(error: Error): void {
    if (!this.#showing || this.#due !== null) return;
    this.#reject(this.#showing.item, error);
    this.#turn(this.#index + 1, 1, 'error');
  }

  #reject(item: StageItem, error: unknown): void {
    this.#failures.note(item.key, performance.now());
    this.#options.onError?.(item, error instanceof Error ? error : new Error(String(error)));
  }

  /** Nothing in the list can be shown now; `ended`: because it has no more items. */
  #exhausted(ended: boolean): void {
    this.#preparing = null;
    const retryAt = this.#failures.nextTry();
    this.#hopelessUntil = retryAt ?? 0;
    if (this.#due === null) return;
    // A list that came to its end keeps its last picture; one whose items all failed has nothing to keep.
    if (ended) this.#rest(this.#due);
    else this.#goDark(this.#due);
    if (!ended && retryAt !== null) {
      this.#retry = setTimeout(() => this.#turn(0, 1, 'completed'), Math.max(1000, retryAt - performance.now()));
    }
  }

  #rest(reason: Reason): void {
    this.#glass.front.pause();
    this.#close(reason);
  }

  #goDark(reason: Reason): void {
    this.#glass.darken();
    this.#close(reason);
  }

  /** Nothing is playing any more. */
  #close(reason: Reason): void {
    const play = this.#showing?.finish(reason, this.#now());
    this.#showing = null;
    this.#due = null;
    this.#index = -1;
    if (play) this.#options.onEnd?.(play);
    this.#tell();
  }

  /** Gives up what is being made ready. */
  #abandon(): void {
    clearTimeout(this.#retry);
    const next = this.#preparing;
    this.#preparing = null;
    next?.abort.abort();
    if (next && !next.stays) this.#glass.back.unload();
  }

  #tick(): void {
    const showing = this.#showing;
    if (!showing || this.#paused || this.#due !== null) return;
    const { position, length } = this.#glass.front;
    const { seconds, total } = showing.progress(position, length);
    const now = performance.now();
    const left = ((total ?? 0) - seconds) * 1000;
    const next = this.#preparing;
    if (!document.hidden && this.#stall.stalled(position, now)) this.#broke(new Error('stopped moving'));
    else if (!next && this.#items.length > 0 && left <= LEAD && now >= this.#hopelessUntil) this.#prepare(this.#index + 1, 1);
    else if (next?.ready && !next.stays && left <= 2 * TICK) void this.#glass.veil();
    if (!showing.timed && total !== null && left <= 2 * TICK) this.#foresee(showing, left);
    this.#options.onProgress?.(showing.item, seconds, total);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #tell(): void {
    const state = this.state;
    if (this.#told === state) return;
    this.#told = state;
    this.#options.onState?.(state);
  }
}
