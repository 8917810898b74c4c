import { useQueries, useQuery } from '@tanstack/react-query';
import type { Campaign, Content } from '@tvs/protocol';
import { $api, api } from '../api/client.ts';
import { byIds } from './byIds.ts';

/** Seconds may pass before a name is asked for again; not asked again when it isn't there. */
const kept = { staleTime: 60_000, retry: false };

/** Names of one page, at most. */
const most = 300;

const asked = (ids: readonly number[]) => ({ params: { query: { ids: ids.join(','), per_page: String(ids.length) } } });

const contentById = byIds<Content>(async ids => {
  const { data, error } = await api.GET('/content', asked(ids));
  if (!data) throw error;
  return data.items;
});
const campaignById = byIds<Campaign>(async ids => {
  const { data, error } = await api.GET('/campaigns', asked(ids));
  if (!data) throw error;
  return data.items;
});

// The answers are kept as those of the single addresses, so that news of one thing reach them.
const contentOf = (id: number) => ({
  ...$api.queryOptions('get', '/content/{id}', { params: { path: { id: String(id) } } }),
  queryFn: () => contentById(id),
  ...kept,
});
const campaignOf = (id: number) => ({
  ...$api.queryOptions('get', '/campaigns/{id}', { params: { path: { id: String(id) } } }),
  queryFn: () => campaignById(id),
  ...kept,
});

/** One campaign, or nothing while it isn't there (or isn't visible to this user). */
export function useCampaign(id: number | null): Campaign | undefined {
  return useQuery({ ...campaignOf(id ?? 0), enabled: id !== null }).data;
}

/** One content, or nothing while it isn't there. */
export function useContent(id: number | null): Content | undefined {
  return useQuery({ ...contentOf(id ?? 0), enabled: id !== null }).data;
}

/** The contents on these screens: asked for together, kept one by one. */
export function useContents(ids: readonly (number | null)[]): ReadonlyMap<number, Content> {
  return useQueries({ queries: wanted(ids).map(contentOf), combine });
}

/** The campaigns on these screens. */
export function useCampaigns(ids: readonly (number | null)[]): ReadonlyMap<number, Campaign> {
  return useQueries({ queries: wanted(ids).map(campaignOf), combine });
}

const wanted = (ids: readonly (number | null)[]) => [...new Set(ids.filter(id => id !== null))].slice(0, most);

function combine<T extends { id: number }>(results: readonly { data: T | undefined }[]): ReadonlyMap<number, T> {
  return new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
}
