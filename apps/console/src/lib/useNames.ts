import { useQueries } from '@tanstack/react-query';
import type { Campaign, Content } from '@tvs/protocol';
import { $api } from '../api/client.ts';

const fresh = 60_000;

/** One campaign, or nothing while it isn't there (or isn't visible to this user). */
export function useCampaign(id: number | null): Campaign | undefined {
  return $api.useQuery(
    'get',
    '/campaigns/{id}',
    { params: { path: { id: String(id ?? 0) } } },
    { enabled: id !== null, staleTime: fresh, retry: false },
  ).data;
}

/** One content, or nothing while it isn't there. */
export function useContent(id: number | null): Content | undefined {
  return $api.useQuery(
    'get',
    '/content/{id}',
    { params: { path: { id: String(id ?? 0) } } },
    { enabled: id !== null, staleTime: fresh, retry: false },
  ).data;
}

/** The contents on these screens: one request for each different one, kept. */
export function useContents(ids: readonly (number | null)[]): ReadonlyMap<number, Content> {
  const wanted = [...new Set(ids.filter(id => id !== null))].slice(0, 60);
  return useQueries({
    queries: wanted.map(id => ({
      ...$api.queryOptions('get', '/content/{id}', { params: { path: { id: String(id) } } }),
      staleTime: fresh,
      retry: false,
    })),
    combine: results => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

/** The campaigns on these screens. */
export function useCampaigns(ids: readonly (number | null)[]): ReadonlyMap<number, Campaign> {
  const wanted = [...new Set(ids.filter(id => id !== null))].slice(0, 60);
  return useQueries({
    queries: wanted.map(id => ({
      ...$api.queryOptions('get', '/campaigns/{id}', { params: { path: { id: String(id) } } }),
      staleTime: fresh,
      retry: false,
    })),
    combine: results => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}
