import { useMemo } from 'react';
import { $api } from '../api/client.ts';

/** How many screens show each campaign now, by what the players themselves say. */
export function useOnAir(): ReadonlyMap<number, number> {
  const { data } = $api.useQuery('get', '/dashboard/players', { params: { query: {} } });
  return useMemo(() => {
    const counts = new Map<number, number>();
    for (const { status, current_campaign_id: id } of data?.items ?? [])
      if (status === 'online' && id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }, [data]);
}
