import { useQueries } from '@tanstack/react-query';
import { type ContentUses, mostContentIds } from '@tvs/protocol';
import { $api } from '../../api/client.ts';

export type Uses = ContentUses['items'][number];

/** Where these contents are used, by content; `null` until all of it is known, with what stood in the way. */
export function useUses(ids: readonly number[]): { uses: ReadonlyMap<number, Uses> | null; error: unknown; again: () => void } {
  const parts: string[] = [];
  for (let from = 0; from < ids.length; from += mostContentIds) parts.push(ids.slice(from, from + mostContentIds).join(','));
  return useQueries({
    queries: parts.map(part => $api.queryOptions('get', '/content/uses', { params: { query: { ids: part } } })),
    combine: results => ({
      uses: results.every(({ data }) => data)
        ? new Map(results.flatMap(({ data }) => (data?.items ?? []).map(item => [item.content_id, item] as const)))
        : null,
      error: results.find(({ error }) => error)?.error ?? null,
      again: () => {
        for (const result of results) void result.refetch();
      },
    }),
  });
}

/** How many campaigns use it, whether or not one may see them. */
export const countUses = ({ campaigns, hidden }: Uses): number => campaigns.length + hidden;
