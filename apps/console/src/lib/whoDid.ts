import type { QueryClient } from '@tanstack/react-query';
import { $api } from '../api/client.ts';

/** Who did the newest thing to one of this kind (`id` null: there is only one), by the activity feed; `null`: it doesn't say. */
export async function whoDid(queries: QueryClient, kind: string, id: number | null): Promise<string | null> {
  const feed = await queries.fetchQuery({ ...$api.queryOptions('get', '/dashboard/activity'), staleTime: 0 }).catch(() => null);
  return feed?.items.find(entry => entry.resource === kind && entry.resource_id === id)?.user_name ?? null;
}
