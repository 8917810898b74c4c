import type { DashboardPlayer } from '@tvs/protocol';
import { $api } from '../../api/client.ts';
import { useScope } from '../../lib/useLocations.ts';

interface Players {
  items: DashboardPlayer[];
}

function usePlace() {
  const { loc } = useScope();
  return { params: { query: loc === undefined ? {} : { location_id: String(loc) } } };
}

/** Every screen of the chosen place, live: whoever uses this is drawn again several times a second. */
export function useFleet() {
  return $api.useQuery('get', '/dashboard/players', usePlace(), { placeholderData: (previous: Players | undefined) => previous });
}

/** How many there are, and the ids of those that never connected: stays the same through nearly every live update. */
export function useFleetFacts(): { count: number; unseen: readonly number[] } | undefined {
  return $api.useQuery('get', '/dashboard/players', usePlace(), {
    select: factsOf,
    placeholderData: (previous: Players | undefined) => previous,
  }).data;
}

function factsOf({ items }: Players): { count: number; unseen: number[] } {
  return { count: items.length, unseen: items.flatMap(({ id, last_seen }) => (last_seen === null ? [id] : [])) };
}
