import { chainOf, subtree, type TreeRow } from '../../lib/locations.ts';

/** From so many places on, only the highest level is open at first. */
const manyPlaces = 60;

/** What somebody folded or opened by hand, by place; the rest is as it is at first. */
export type Folds = Readonly<Record<string, boolean>>;

/** Whether what lies below is shown. `places`: how many there are in all. */
export function isOpen({ location, depth }: TreeRow, folds: Folds, places: number): boolean {
  return folds[location.id] ?? (places <= manyPlaces || depth === 0);
}

/** The rows that no closed place above hides. */
export function openRows(rows: readonly TreeRow[], folds: Folds): TreeRow[] {
  const shown: TreeRow[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = row.hasChildren && !isOpen(row, folds, rows.length) ? row.depth : Number.POSITIVE_INFINITY;
    shown.push(row);
  }
  return shown;
}

/** Everything above the place opened, so that it can be seen. */
export function revealed(rows: readonly TreeRow[], folds: Folds, id: number): Folds {
  const above = new Set(
    chainOf(
      rows.map(({ location }) => location),
      id,
    ).slice(1),
  );
  const closed = rows.filter(row => above.has(row.location.id) && !isOpen(row, folds, rows.length));
  return closed.length === 0 ? folds : { ...folds, ...Object.fromEntries(closed.map(({ location }) => [location.id, true])) };
}

/** Where a place can't go: into itself, into what lies below it, and to where it is. `null` is the highest level. */
export function notInto(rows: readonly TreeRow[], id: number): ReadonlySet<number | null> {
  const places = rows.map(({ location }) => location);
  const parent = places.find(place => place.id === id)?.parent_id ?? null;
  return new Set<number | null>([...subtree(places, id), parent]);
}

/** In parts of so many, in the same order. */
export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size));
}
