import type { ProgrammeUpdate } from '@tvs/protocol';
import { createStage, type Stage, type StageItem, type StagePlay } from '@tvs/stage';
import { locale, texts } from './i18n.ts';
import type { Subject } from './journal/record.ts';
import type { Library } from './library/library.ts';
import { note } from './log.ts';
import type { Decision } from './programme/decide.ts';
import { campaignOfKey, type Entry, entriesOf, placeIn, placeOf } from './programme/playlist.ts';

/** How long the last campaign stays on the glass while no file of the next one is there, ms. */
const GRACE = 60_000;

export type Playback = 'playing' | 'paused' | 'idle' | 'loading' | 'error';

/** Who is told what was on the glass, and what should have been. */
export interface Witness {
  began(subject: Subject): void;
  /** `null`: to its end. */
  ended(reason: string | null): void;
  failed(subject: Subject): void;
}

/** Puts the chosen campaign on the stage: of its items those whose files are verified. */
export class Presenter {
  readonly #library: Library;
  readonly #stage: Stage;
  readonly #witness: Witness;
  #entries: readonly Entry[] = [];
  /** What the stage has of this campaign, or still of the one before. */
  #onStage: readonly Entry[] = [];
  /** The same in words, to leave the stage alone when nothing changed. */
  #given = '';
  #grace: ReturnType<typeof setTimeout> | undefined;
  #where: { timezone: string | undefined; place: string } = { timezone: undefined, place: '' };
  #version: string | undefined;
  #schedule: number | null = null;
  /** Was on the glass when the programme changed: until it ends, or its new bytes are there, it may stand for what it was edited to. */
  #standIn: string | null = null;
  /** Another campaign waits for the end of what is on the glass. */
  #patient = false;
  /** By which schedule and version each campaign plays: of the one that is on, and the one that gives way to it. */
  #sources: { campaign: number; schedule: number | null; version: string | null }[] = [];
  readonly #checked = new Set<string>();
  #paused = false;
  #blank = false;
  #volume = 1;

  /** `now`: epoch ms; `changed`: something else is on the glass, or it runs or stands. */
  constructor(host: HTMLElement, library: Library, now: () => number, changed: () => void, witness: Witness) {
    this.#library = library;
    this.#witness = witness;
    this.#stage = createStage(host, {
      now,
      source: item => this.#source(item),
      surroundings: () => ({ locale, ...this.#where, words: { readOn: texts.readOn } }),
      onStart: item => {
        this.#witness.began(this.#subject(item));
        if (this.#standIn !== null) {
          this.#standIn = null;
          this.refresh();
        }
        changed();
      },
      onEnd: (play: StagePlay) => this.#witness.ended(play.reason ?? null),
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

  /** Whether what is on the glass is as the campaign that is followed now says, and not a picture of before that still stands. */
  get settled(): boolean {
    const shown = this.#stage.current?.key;
    return shown === undefined || this.#leaving || this.#entries.some(({ item }) => item.key === shown);
  }

  get current(): { content: number; campaign: number } | null {
    const item = this.#stage.current;
    return item && { content: item.content_id, campaign: campaignOfKey(item.key) };
  }

  /** The version by which what is on the glass plays; `null` while that is still the one before. */
  get versionOnScreen(): string | null {
    const key = this.#stage.current?.key;
    return this.settled && this.#onStage.some(({ item }) => item.key === key) ? (this.#sources[0]?.version ?? null) : null;
  }

  /** From now on this campaign, at once or as the programme says; `null`: nothing. */
  follow(update: ProgrammeUpdate | null, { campaign_id, schedule_id, items }: Partial<Decision> = {}): void {
    this.#entries = update === null || campaign_id == null ? [] : entriesOf(update, campaign_id, items);
    if (update?.version !== this.#version) {
      this.#checked.clear();
      this.#standIn = this.#stage.current?.key ?? null;
    }
    this.#version = update?.version;
    this.#schedule = schedule_id ?? null;
    this.#patient = update?.campaign_change === 'item_end';
    if (update) this.#where = { timezone: update.programme.timezone, place: update.location.name };
    this.refresh();
  }

  /** Files came or went. */
  refresh(): void {
    const ready = this.#ready;
    if (ready.length > 0) this.#give(ready, false);
    else if (this.#entries.length === 0 || this.#stage.current === null) this.#clear();
    // The picture of before is better than none, but not for ever.
    else this.#grace ??= setTimeout(() => this.#clear(), GRACE);
  }

  /** From the first item again. */
  restart(): void {
    const ready = this.#ready;
    if (ready.length > 0) this.#give(ready, true);
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

  get #ready(): readonly Entry[] {
    const before = this.#onStage.find(({ item }) => item.key === this.#standIn);
    return this.#entries.flatMap(entry => {
      if (this.#library.has(entry.content.sha256)) return [entry];
      return before && placeOf(entry.item.key) === placeOf(before.item.key) ? [before] : [];
    });
  }

  #give(entries: readonly Entry[], restart: boolean): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const items = entries.map(entry => entry.item);
    const given = JSON.stringify(items);
    this.#remember(campaignOfKey(items[0]?.key ?? ''));
    if (given === this.#given && !restart) return;
    const from = restart ? 0 : placeIn(entries, this.#onStage, this.#stage.current?.key);
    this.#given = given;
    this.#onStage = entries;
    this.#stage.show(items, { from, restart, atEnd: this.#leaving && !restart });
  }

  /** Whether what is on the glass is another campaign's, or over by its date, and may play to its end. What an edit took away may not. */
  get #leaving(): boolean {
    const shown = this.#stage.current?.key;
    if (!this.#patient || shown === undefined) return false;
    const followed = this.#entries[0]?.item.key;
    if (followed === undefined || campaignOfKey(followed) !== campaignOfKey(shown)) return true;
    return this.#standIn === null && !this.#entries.some(({ item }) => item.key === shown);
  }

  #remember(campaign: number): void {
    const others = this.#sources.filter(source => source.campaign !== campaign).slice(0, 1);
    this.#sources = [{ campaign, schedule: this.#schedule, version: this.#version ?? null }, ...others];
  }

  #subject({ content_id: content, key }: StageItem): Subject {
    const source = this.#sources.find(({ campaign }) => campaign === campaignOfKey(key));
    return { content, campaign: campaignOfKey(key), schedule: source?.schedule ?? null, version: source?.version ?? null };
  }

  #hold(): void {
    this.#stage.volume(this.#blank ? 0 : this.#volume);
    if (this.#paused || this.#blank) this.#stage.pause(this.#blank);
    else this.#stage.play();
  }

  #clear(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#given = '';
    this.#onStage = [];
    this.#stage.show([], { atEnd: this.#leaving && this.#entries.length === 0 });
  }

  async #source(item: StageItem) {
    const entry = this.#onStage.find(({ item: { key } }) => key === item.key);
    if (!entry) throw new Error('this item is no longer on the stage');
    return this.#library.source(entry.content);
  }

  #failed(item: StageItem, error: Error): void {
    note('stage', `content ${item.content_id}: ${error.message}`);
    // What broke off while it was on the glass is a play that ended with an error.
    if (this.#stage.current?.key !== item.key) this.#witness.failed(this.#subject(item));
    const sha256 = this.#onStage.find(({ item: { key } }) => key === item.key)?.content.sha256;
    // Once for each programme: a sound file that this browser cannot decode stays so.
    if (sha256 === undefined || this.#checked.has(sha256)) return;
    this.#checked.add(sha256);
    this.#library.check(sha256);
  }
}
