import { useSearch } from '@tanstack/react-router';
import type { Location } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../api/client.ts';
import { playersOf, subtree, type TreeRow, treeRows } from './locations.ts';

interface Locations {
  items: Location[];
  byId: ReadonlyMap<number, Location>;
  rows: TreeRow[];
  /** How many players hang at each and below. */
  players: ReadonlyMap<number, number>;
  isPending: boolean;
  /** The server has said which there are. */
  isKnown: boolean;
}

const none: Location[] = [];
type Shape = Omit<Locations, 'isPending' | 'isKnown'>;
/** A dozen parts of a page ask for the same tree: it is worked out once for each answer. */
const shapes = new WeakMap<Location[], Shape>();

/** Every location the user may see, as a list and as a tree. */
export function useLocations(): Locations {
  const { data, isPending } = $api.useQuery('get', '/locations', {}, { staleTime: 60_000 });
  const items = data?.items ?? none;
  const shape = shapeOf(items);
  const isKnown = data !== undefined;
  return useMemo(() => ({ ...shape, isPending, isKnown }), [shape, isPending, isKnown]);
}

function shapeOf(items: Location[]): Shape {
  const known = shapes.get(items);
  if (known) return known;
  const rows = treeRows(items);
  const shape = { items, byId: new Map(items.map(location => [location.id, location])), rows, players: playersOf(rows) };
  shapes.set(items, shape);
  return shape;
}

/** The location that narrows every page: `loc` in the URL. `ids` is it and everything below; `null` is everywhere. `missing`: it was deleted, or isn't this user's to see. */
export function useScope(): { loc: number | undefined; location: Location | undefined; ids: Set<number> | null; missing: boolean } {
  const { loc } = useSearch({ strict: false });
  const { items, byId, isKnown } = useLocations();
  return useMemo(() => {
    const location = loc === undefined ? undefined : byId.get(loc);
    const missing = isKnown && loc !== undefined && location === undefined;
    return { loc, location, ids: loc === undefined ? null : subtree(items, loc), missing };
  }, [loc, items, byId, isKnown]);
}
