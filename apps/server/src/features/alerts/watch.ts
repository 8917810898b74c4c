import type { Context } from '../../context.ts';
import type { Changed } from '../../platform/bus.ts';
import { requestContext } from '../../platform/request-context.ts';
import { AlertLook, type AlertWatchParts, type News } from './look.ts';

/** What happens at the same time is looked at together, ms. */
const burst = 100;
/** After a failure of the database, ms. */
const retryAfter = 5_000;
/** How long players may take to come back after the server started, ms. */
const quiet = 120_000;

/**
 * Raises and clears alerts. Looks at what the bus names and at nothing else; between that it sleeps until the next
 * moment at which time alone makes a difference.
 */
export class AlertWatch {
  readonly #context: Context;
  readonly #look: AlertLook;
  #news: News = nothing();
  #wake: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #silence: (() => void)[] = [];
  #closed = false;

  constructor(context: Context, parts: AlertWatchParts) {
    this.#context = context;
    this.#look = new AlertLook(context, parts, () => {
      this.#news.places = true;
      this.#soon();
    });
  }

  /** Takes up what the database says is open, and watches from then on. */
  start(): void {
    const { bus, clock } = this.#context;
    this.#look.begin(clock.now() + quiet);
    this.#silence = [
      bus.on('presence', ({ player_id }) => this.#note('players', player_id)),
      bus.on('published', ({ location_id }) => this.#note('published', location_id)),
      bus.on('changed', change => this.#changed(change)),
      bus.on('activity', ({ resource, resource_id, action }) => {
        if (resource_id === null || action === 'command' || action === 'cancel') return;
        if (resource === 'player') this.#note('rows', resource_id);
        if (resource === 'content') this.#note('contents', resource_id);
      }),
      bus.on('content_progress', ({ content_id, status }) => {
        if (status !== 'processing') this.#note('contents', content_id);
      }),
    ];
    this.#news.everything = true;
    this.#soon();
  }

  /** Settled once everything that happened so far is looked at and written. */
  async settled(): Promise<void> {
    // The bus calls its listeners a microtask later.
    await new Promise(setImmediate);
    while (this.#timer || this.#running) {
      if (this.#timer) this.#now();
      await this.#running;
      await new Promise(setImmediate);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#silence) end();
    this.#wake?.();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
    this.#look.close();
  }

  #note(what: 'players' | 'rows' | 'published' | 'contents', id: number): void {
    this.#news[what].add(id);
    this.#soon();
  }

  #changed({ players, locations, tree, everywhere, campaigns, contents }: Changed): void {
    for (const id of players ?? []) this.#news.rows.add(id);
    // Settings are told as everywhere; default campaigns as the tree, as the location's own, or as what they show.
    const ground = tree || everywhere || locations || campaigns || contents;
    if (everywhere) this.#news.settings = true;
    if (ground) this.#news.tree = true;
    if (players || ground) this.#soon();
  }

  #soon(): void {
    // What a request set off belongs to it no longer.
    if (!this.#closed) this.#timer ??= requestContext.exit(() => setTimeout(() => this.#now(), burst).unref());
  }

  /** One look at a time: what comes meanwhile is looked at next. */
  #now(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#closed) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    const news = this.#news;
    this.#news = nothing();
    this.#running = this.#look
      .look(news)
      .then(due => this.#sleep(due))
      .catch((error: unknown) => {
        if (this.#closed) return;
        this.#context.log.error({ err: error }, 'could not keep the alerts; trying again');
        this.#news.everything = true;
        this.#sleep(this.#context.clock.now() + retryAfter);
      })
      .finally(() => {
        this.#running = null;
        if (this.#again) this.#soon();
        this.#again = false;
      });
  }

  #sleep(until: number): void {
    this.#wake?.();
    this.#wake = null;
    if (this.#closed || !Number.isFinite(until)) return;
    this.#wake = this.#context.clock.at(until, () => {
      this.#wake = null;
      this.#soon();
    });
  }
}

function nothing(): News {
  return {
    everything: false,
    settings: false,
    tree: false,
    places: false,
    players: new Set(),
    rows: new Set(),
    published: new Set(),
    contents: new Set(),
  };
}
