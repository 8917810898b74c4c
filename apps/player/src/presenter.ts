import type { ProgrammeUpdate } from '@tvs/protocol';
import { createStage, type Stage, type StageItem } from '@tvs/stage';
import type { Library } from './library/library.ts';
import { note } from './log.ts';
import { campaignOfKey, type Entry, entriesOf } from './programme/playlist.ts';

/** How long the last campaign stays on the glass while no file of the next one is there, ms. */
const GRACE = 60_000;

export type Playback = 'playing' | 'paused' | 'idle' | 'loading' | 'error';

/** Puts the chosen campaign on the stage: of its items those whose files are verified. */
export class Presenter {
  readonly #library: Library;
  readonly #stage: Stage;
  #entries: readonly Entry[] = [];
  /** The list the stage has, to leave it alone when nothing changed. */
  #given = '';
  #grace: ReturnType<typeof setTimeout> | undefined;
  #version: string | undefined;
  readonly #checked = new Set<string>();
  #paused = false;
  #blank = false;
  #volume = 1;

  /** `now`: epoch ms; `changed`: something else is on the glass, or it runs or stands. */
  constructor(host: HTMLElement, library: Library, now: () => number, changed: () => void) {
    this.#library = library;
    this.#stage = createStage(host, {
      now,
      source: item => this.#source(item),
      onStart: changed,
      onState: changed,
      onError: (item, error) => this.#failed(item, error),
    });
  }

  get playback(): Playback {
    const { state } = this.#stage;
    if (state !== 'idle') return state;
    if (this.#entries.length === 0) return 'idle';
    return this.#given === '' ? 'loading' : 'error';
  }

  get current(): { content: number; campaign: number } | null {
    const item = this.#stage.current;
    return item && { content: item.content_id, campaign: campaignOfKey(item.key) };
  }

  /** From now on this campaign, at once; `null`: nothing. */
  follow(update: ProgrammeUpdate | null, campaignId: number | null): void {
    this.#entries = update === null || campaignId === null ? [] : entriesOf(update, campaignId);
    if (update?.version !== this.#version) this.#checked.clear();
    this.#version = update?.version;
    this.refresh();
  }

  /** Files came or went. */
  refresh(): void {
    const items = this.#entries.filter(({ content }) => this.#library.has(content.sha256)).map(entry => entry.item);
    const given = items.length === 0 ? '' : JSON.stringify(items);
    if (given !== '' && given === this.#given) return;
    if (items.length > 0) {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      this.#given = given;
      this.#stage.show(items);
    } else if (this.#entries.length === 0 || this.#stage.current === null) this.#clear();
    // The picture of before is better than none, but not for ever.
    else this.#grace ??= setTimeout(() => this.#clear(), GRACE);
  }

  /** From the first item again. */
  restart(): void {
    this.#given = '';
    const items = this.#entries.filter(({ content }) => this.#library.has(content.sha256)).map(entry => entry.item);
    if (items.length === 0) return;
    this.#given = JSON.stringify(items);
    this.#stage.show(items, { restart: true });
  }

  pause(on: boolean): void {
    this.#paused = on;
    this.#hold();
  }

  next(): void {
    this.#stage.next();
  }

  previous(): void {
    this.#stage.previous();
  }

  /** 0 to 1. */
  volume(level: number): void {
    this.#volume = level;
    this.#hold();
  }

  /** Nothing is to be seen, so nothing runs and nothing is heard. */
  blank(on: boolean): void {
    this.#blank = on;
    this.#hold();
  }

  #hold(): void {
    this.#stage.volume(this.#blank ? 0 : this.#volume);
    if (this.#paused || this.#blank) this.#stage.pause();
    else this.#stage.play();
  }

  #clear(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#given = '';
    this.#stage.clear();
  }

  async #source(item: StageItem) {
    const entry = this.#entries.find(({ item: { key } }) => key === item.key);
    if (!entry) throw new Error('the programme no longer names this item');
    return this.#library.source(entry.content);
  }

  #failed(item: StageItem, error: Error): void {
    note('stage', `content ${item.content_id}: ${error.message}`);
    const sha256 = this.#entries.find(({ item: { key } }) => key === item.key)?.content.sha256;
    // Once for each programme: a sound file that this browser cannot decode stays so.
    if (sha256 === undefined || this.#checked.has(sha256)) return;
    this.#checked.add(sha256);
    this.#library.check(sha256);
  }
}
