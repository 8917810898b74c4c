import type { Location } from '@tvs/protocol';

/** A location with its place in the tree. */
export interface TreeRow {
  location: Location;
  depth: number;
  hasChildren: boolean;
  /** Names from the root to the parent. */
  path: string[];
}

// One for all: `localeCompare` makes a new one for each two names.
const collator = new Intl.Collator(undefined, { numeric: true });

/** The tree in reading order: parents before children, siblings by name. A parent one may not see makes a root. */
export function treeRows(locations: readonly Location[]): TreeRow[] {
  const ids = new Set(locations.map(({ id }) => id));
  const children = new Map<number | null, Location[]>();
  for (const location of locations) {
    const parent = location.parent_id !== null && ids.has(location.parent_id) ? location.parent_id : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(location);
    else children.set(parent, [location]);
  }
  const rows: TreeRow[] = [];
  const walk = (parent: number | null, depth: number, path: string[]) => {
    const level = (children.get(parent) ?? []).toSorted((a, b) => collator.compare(a.name, b.name));
    for (const location of level) {
      rows.push({ location, depth, hasChildren: children.has(location.id), path });
      walk(location.id, depth + 1, [...path, location.name]);
    }
  };
  walk(null, 0, []);
  return rows;
}

/** A location and everything below it. */
export function subtree(locations: readonly Location[], id: number): Set<number> {
  const found = new Set([id]);
  let before = 0;
  while (found.size !== before) {
    before = found.size;
    for (const location of locations) if (location.parent_id !== null && found.has(location.parent_id)) found.add(location.id);
  }
  return found;
}

/** From the location to the root. */
export function chainOf(locations: readonly Location[], id: number): number[] {
  const byId = new Map(locations.map(location => [location.id, location]));
  const chain: number[] = [];
  for (let at: number | null = id; at !== null && !chain.includes(at); at = byId.get(at)?.parent_id ?? null) chain.push(at);
  return chain;
}

/** Players at a location and below. */
export function playersBelow(locations: readonly Location[], id: number): number {
  const ids = subtree(locations, id);
  return locations.reduce((sum, location) => sum + (ids.has(location.id) ? location.player_count : 0), 0);
}

/** The same of every location at once. `rows`: the whole tree in reading order. */
export function playersOf(rows: readonly TreeRow[]): Map<number, number> {
  const counts = new Map(rows.map(({ location }) => [location.id, location.player_count]));
  // From the last to the first, a place is complete before it is added to the one above.
  for (const { location } of rows.toReversed()) {
    const above = location.parent_id === null ? undefined : counts.get(location.parent_id);
    if (location.parent_id !== null && above !== undefined) counts.set(location.parent_id, above + (counts.get(location.id) ?? 0));
  }
  return counts;
}
