import { useSearch } from '@tanstack/react-router';
import type { Location } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../api/client.ts';
import { subtree, type TreeRow, treeRows } from './locations.ts';

interface Locations {
  items: Location[];
  byId: ReadonlyMap<number, Location>;
  rows: TreeRow[];
  isPending: boolean;
}

const none: Location[] = [];

/** Every location the user may see, as a list and as a tree. */
export function useLocations(): Locations {
  const { data, isPending } = $api.useQuery('get', '/locations', {}, { staleTime: 60_000 });
  const items = data?.items ?? none;
  return useMemo(
    () => ({ items, byId: new Map(items.map(location => [location.id, location])), rows: treeRows(items), isPending }),
    [items, isPending],
  );
}

/** The location that narrows every page: `loc` in the URL. `ids` is it and everything below; `null` is everywhere. */
export function useScope(): { loc: number | undefined; location: Location | undefined; ids: Set<number> | null } {
  const { loc } = useSearch({ strict: false });
  const { items, byId } = useLocations();
  return useMemo(() => {
    const location = loc === undefined ? undefined : byId.get(loc);
    return { loc, location, ids: loc === undefined ? null : subtree(items, loc) };
  }, [loc, items, byId]);
}
