import type { Settings } from '@tvs/protocol';
import type { Context } from '../context.ts';
import type { Changed } from '../platform/bus.ts';
import { ProblemError } from '../platform/errors.ts';
import type { Built, Published } from './assemble.ts';
import { concerns } from './concerns.ts';
import { createLoader } from './loader.ts';
import { loadTree, type PlaceTree } from './places.ts';
import { loadSettings } from './settings.ts';

export type { Published } from './assemble.ts';

/** `changed`: another version; `edge`: the same programme, but now something else is on. */
export type Why = 'changed' | 'edge';
export type PublishedListener = (published: Published, why: Why) => void;

/** What plays where: programmes of locations, kept while someone watches, and who must hear of a change. */
export interface Publishing {
  /** The tree of locations, with what is inherited along it. */
  tree(): Promise<PlaceTree>;
  settings(): Promise<Settings>;
  /** The newest programme of a location; sees every `changed` emitted before the call. @throws ProblemError 404 */
  programme(location_id: number): Promise<Published>;
  /** Version of the newest programme known, `null` when none is; never waits. */
  version(location_id: number): string | null;
  /** Whether the content is in the location's programme: what a player of it may fetch. */
  mayPlay(location_id: number, content_id: number): Promise<boolean>;
  /** Calls back whenever the programme becomes another, and at each edge of its schedules; returns what ends it. */
  watch(location_id: number, listener: PublishedListener): () => void;
  close(): Promise<void>;
}

/** Programmes kept though nobody watches: those of shops whose players are away, and what the console looks at. */
const idleKept = 200;
/** A burst of changes (an import, a drag across the calendar) becomes one publish, ms. */
const burst = 4;
/** After a failure of the database, ms. */
const retryAfter = 1000;
/** A programme that changes while it is read is read again; no more often than this. */
const rereads = 5;

interface Entry {
  readonly location_id: number;
  built: Built | null;
  fresh: boolean;
  /** Grows with every change that may concern it, so that a read under way knows it came too early. */
  generation: number;
  loading: Promise<Built> | null;
  readonly listeners: Set<PublishedListener>;
  /** Version that the listeners know of. */
  told: string | null;
  cancelEdge: (() => void) | null;
}

export function createPublishing(context: Context): Publishing {
  return new ProgrammeKeeper(context);
}

class ProgrammeKeeper implements Publishing {
  readonly #context: Context;
  readonly #load: (location_id: number) => Promise<Built>;
  readonly #watched = new Map<number, Entry>();
  /** The one used longest ago first. */
  readonly #idle = new Map<number, Entry>();
  readonly #dirty = new Set<Entry>();
  readonly #forget: () => void;
  #tree: Promise<PlaceTree> | null = null;
  #settings: Promise<Settings> | null = null;
  /** Settled once everything that changed so far is known to concern whom it concerns. */
  #lookups: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> | null = null;
  #closed = false;

  constructor(context: Context) {
    this.#context = context;
    this.#load = createLoader(context, this);
    this.#forget = context.bus.on('changed', change => this.#changed(change));
  }

  tree(): Promise<PlaceTree> {
    if (this.#tree) return this.#tree;
    const tree = this.settings().then(settings => loadTree(this.#context.db, settings));
    this.#tree = tree;
    tree.catch(() => {
      if (this.#tree === tree) this.#tree = null;
    });
    return tree;
  }

  settings(): Promise<Settings> {
    if (this.#settings) return this.#settings;
    const settings = loadSettings(this.#context.db);
    this.#settings = settings;
    settings.catch(() => {
      if (this.#settings === settings) this.#settings = null;
    });
    return settings;
  }

  async programme(location_id: number): Promise<Published> {
    return (await this.#newest(location_id)).published;
  }

  version(location_id: number): string | null {
    const entry = this.#watched.get(location_id) ?? this.#idle.get(location_id);
    return entry?.built?.published.version ?? null;
  }

  async mayPlay(location_id: number, content_id: number): Promise<boolean> {
    return (await this.#newest(location_id)).playable.has(content_id);
  }

  watch(location_id: number, listener: PublishedListener): () => void {
    const entry = this.#watched.get(location_id) ?? this.#idle.get(location_id) ?? newEntry(location_id);
    this.#idle.delete(location_id);
    this.#watched.set(location_id, entry);
    entry.listeners.add(listener);
    if (entry.listeners.size === 1) {
      entry.told = entry.fresh ? (entry.built?.published.version ?? null) : null;
      if (entry.fresh) this.#arm(entry);
      else this.#soon(entry);
    }
    return () => this.#unwatch(entry, listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#forget();
    if (this.#timer) clearTimeout(this.#timer);
    for (const entry of this.#watched.values()) entry.cancelEdge?.();
    await Promise.allSettled([this.#lookups, this.#flushing, ...[...this.#watched.values(), ...this.#idle.values()].map(e => e.loading)]);
    this.#watched.clear();
    this.#idle.clear();
  }

  #unwatch(entry: Entry, listener: PublishedListener): void {
    if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return;
    entry.cancelEdge?.();
    entry.cancelEdge = null;
    this.#dirty.delete(entry);
    this.#watched.delete(entry.location_id);
    if (entry.fresh || entry.loading) this.#keepIdle(entry);
  }

  #keepIdle(entry: Entry): void {
    this.#idle.delete(entry.location_id);
    this.#idle.set(entry.location_id, entry);
    if (this.#idle.size > idleKept) this.#idle.delete(this.#idle.keys().next().value ?? 0);
  }

  async #newest(location_id: number): Promise<Built> {
    // The bus calls its listeners in a microtask: one emitted just before this call is heard first.
    await Promise.resolve();
    await this.#lookups;
    let entry = this.#watched.get(location_id);
    if (!entry) {
      entry = this.#idle.get(location_id) ?? newEntry(location_id);
      this.#keepIdle(entry);
    }
    return entry.fresh && entry.built ? entry.built : this.#freshen(entry);
  }

  #freshen(entry: Entry): Promise<Built> {
    entry.loading ??= this.#read(entry).finally(() => {
      entry.loading = null;
    });
    return entry.loading;
  }

  async #read(entry: Entry): Promise<Built> {
    try {
      for (let reads = 1; ; reads++) {
        const generation = entry.generation;
        const built = await this.#load(entry.location_id);
        if (generation !== entry.generation && reads < rereads) continue;
        entry.built = built;
        entry.fresh = generation === entry.generation;
        if (entry.listeners.size > 0) {
          entry.told ??= built.published.version;
          this.#arm(entry);
        }
        return built;
      }
    } catch (error) {
      if (entry.listeners.size === 0 && this.#idle.get(entry.location_id) === entry) this.#idle.delete(entry.location_id);
      throw error;
    }
  }

  #changed(change: Changed): void {
    // A location's zone and default campaign are told as its settings: the tree may be another for `locations`, too.
    if (change.tree || change.everywhere || change.locations) {
      this.#tree = null;
      this.#settings = null;
    }
    this.#mark(entry => entry.built === null || concerns(change, entry.built));
    if (change.campaigns?.length && !change.everywhere && !change.tree) this.#lookUp(change.campaigns);
  }

  /** A campaign may have come to locations whose programme does not name it yet. */
  #lookUp(campaigns: readonly number[]): void {
    const find = async () => {
      const rows = await this.#context.db
        .selectFrom('schedules')
        .select('location_id')
        .distinct()
        .where('campaign_id', 'in', [...campaigns])
        .execute();
      const places = new Set(rows.map(row => row.location_id));
      this.#mark(entry => places.has(null) || (entry.built?.chain.some(id => places.has(id)) ?? true));
    };
    const found = find().catch((error: unknown) => {
      this.#context.log.error({ err: error }, 'could not look up whom a campaign concerns: everyone is looked at');
      this.#mark(() => true);
    });
    this.#lookups = Promise.all([this.#lookups, found]).then(() => undefined);
  }

  #mark(concerned: (entry: Entry) => boolean): void {
    for (const entry of this.#watched.values()) {
      if (!concerned(entry)) continue;
      stale(entry);
      this.#soon(entry);
    }
    for (const entry of this.#idle.values()) {
      if (!concerned(entry)) continue;
      stale(entry);
      if (!entry.loading) this.#idle.delete(entry.location_id);
    }
  }

  #soon(entry: Entry, after = burst): void {
    if (this.#closed) return;
    this.#dirty.add(entry);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flushing = this.#flush();
    }, after);
  }

  async #flush(): Promise<void> {
    const entries = [...this.#dirty];
    this.#dirty.clear();
    await Promise.all(entries.map(entry => this.#refresh(entry)));
  }

  async #refresh(entry: Entry): Promise<void> {
    try {
      if (!entry.fresh) await this.#freshen(entry);
      this.#tell(entry);
    } catch (error) {
      // A location that is gone has no players to tell.
      if (error instanceof ProblemError) return;
      this.#context.log.error({ err: error, location_id: entry.location_id }, 'could not publish to a location; trying again');
      if (entry.listeners.size > 0) this.#soon(entry, retryAfter);
    }
  }

  #tell(entry: Entry): void {
    const published = entry.built?.published;
    if (!published || published.version === entry.told) return;
    entry.told = published.version;
    this.#call(entry, published, 'changed');
  }

  /** Sleeps until the schedule's answer next changes, or an item of what is on begins or ends. */
  #arm(entry: Entry): void {
    entry.cancelEdge?.();
    entry.cancelEdge = null;
    const published = entry.built?.published;
    if (!published || this.#closed || entry.listeners.size === 0) return;
    const { until } = published.campaignUpdate(this.#context.clock.now());
    if (until === null) return;
    entry.cancelEdge = this.#context.clock.at(Date.parse(until), () => {
      this.#arm(entry);
      // A change on its way carries the answer of its own moment; this one is told with the version that listeners hold.
      if (entry.built === null) return;
      this.#context.log.debug({ location_id: entry.location_id, at: until }, 'schedule edge');
      this.#call(entry, entry.built.published, 'edge');
    });
  }

  #call(entry: Entry, published: Published, why: Why): void {
    for (const listener of entry.listeners) {
      try {
        listener(published, why);
      } catch (error) {
        this.#context.log.error({ err: error, location_id: entry.location_id }, 'a watcher failed');
      }
    }
  }
}

function newEntry(location_id: number): Entry {
  return {
    location_id,
    built: null,
    fresh: false,
    generation: 0,
    loading: null,
    listeners: new Set(),
    told: null,
    cancelEdge: null,
  };
}

function stale(entry: Entry): void {
  entry.generation++;
  entry.fresh = false;
}
