import { $api } from '../../api/client.ts';

const none: { tag: string; count: number }[] = [];

/** The tags of the library. */
export function useTags() {
  return $api.useQuery('get', '/content/tags', {}, { staleTime: 60_000 }).data?.items ?? none;
}
