import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { type Trend, trendOf } from './healthTrend.ts';

interface HealthTrends {
  storage: Trend | null;
  memory: Trend | null;
  network: Trend | null;
  clock: Trend | null;
  /** Whether one of them is there. */
  any: boolean;
}

/** How the numbers of a screen's machine went in the last week; all `null` until that is known. */
export function useHealthTrends(playerId: number): HealthTrends {
  const { data, dataUpdatedAt } = $api.useQuery(
    'get',
    '/players/{id}/health',
    { params: { path: { id: String(playerId) } } },
    // A number more each hour.
    { refetchInterval: 600_000 },
  );
  return useMemo(() => {
    const hours = data?.hours ?? [];
    const storage = trendOf(hours, dataUpdatedAt, ({ storage_used: used, storage_quota: quota }) =>
      used !== null && quota ? used / quota : null,
    );
    const memory = trendOf(hours, dataUpdatedAt, ({ heap_mb }) => heap_mb);
    const network = trendOf(hours, dataUpdatedAt, ({ network_mbit }) => network_mbit);
    const clock = trendOf(hours, dataUpdatedAt, ({ clock_ahead_ms }) => clock_ahead_ms);
    return { storage, memory, network, clock, any: [storage, memory, network, clock].some(Boolean) };
  }, [data, dataUpdatedAt]);
}
