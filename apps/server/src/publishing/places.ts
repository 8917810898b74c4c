import type { Db } from '../database/connection.ts';

export interface Place {
  id: number;
  name: string;
  parent_id: number | null;
  timezone: string | null;
  default_campaign_id: number | null;
}

/** What counts where nothing nearer says otherwise. */
export interface SystemDefaults {
  timezone: string;
  default_campaign_id: number | null;
}

/** The tree of locations as it stands at one moment, with what is inherited along it. */
export class PlaceTree {
  readonly #places: ReadonlyMap<number, Place>;
  readonly #children = new Map<number, number[]>();
  readonly #defaults: SystemDefaults;

  constructor(places: readonly Place[], defaults: SystemDefaults) {
    this.#places = new Map(places.map(place => [place.id, place]));
    this.#defaults = defaults;
    for (const { id, parent_id } of places) {
      if (parent_id === null) continue;
      const siblings = this.#children.get(parent_id);
      if (siblings) siblings.push(id);
      else this.#children.set(parent_id, [id]);
    }
  }

  get(id: number): Place | undefined {
    return this.#places.get(id);
  }

  all(): IterableIterator<Place> {
    return this.#places.values();
  }

  /** The location and its ancestors, from itself to the root. */
  chain(id: number): number[] {
    const chain: number[] = [];
    for (let place = this.#places.get(id); place && !chain.includes(place.id); ) {
      chain.push(place.id);
      place = place.parent_id === null ? undefined : this.#places.get(place.parent_id);
    }
    return chain;
  }

  /** The locations and everything below them. */
  below(ids: Iterable<number>): Set<number> {
    const found = new Set<number>();
    const open = [...ids].filter(id => this.#places.has(id));
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      open.push(...(this.#children.get(id) ?? []));
    }
    return found;
  }

  timezone(id: number): string {
    return this.#nearest(id, place => place.timezone) ?? this.#defaults.timezone;
  }

  defaultCampaign(id: number): number | null {
    return this.#nearest(id, place => place.default_campaign_id) ?? this.#defaults.default_campaign_id;
  }

  #nearest<T>(id: number, of: (place: Place) => T | null): T | null {
    for (const step of this.chain(id)) {
      const place = this.#places.get(step);
      const value = place ? of(place) : null;
      if (value !== null) return value;
    }
    return null;
  }
}

/** Reads the tree from the database. */
export async function loadTree(db: Db, defaults: SystemDefaults): Promise<PlaceTree> {
  const rows = await db.selectFrom('locations').select(['id', 'name', 'parent_id', 'timezone', 'default_campaign_id']).execute();
  return new PlaceTree(rows, defaults);
}
