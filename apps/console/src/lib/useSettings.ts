import type { Settings } from '@tvs/protocol';
import { $api } from '../api/client.ts';

/** The system's settings, once they are there. */
export function useSettings(): Settings | undefined {
  return $api.useQuery('get', '/settings', {}, { staleTime: 5 * 60_000 }).data;
}
