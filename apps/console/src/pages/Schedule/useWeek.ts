import type { Schedule } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { addDays, instantOf } from '../../lib/zone.ts';
import { type Block, layOut, type Stretch } from './blocks.ts';
import { occurrencesOf } from './occurrences.ts';

interface Week {
  blocks: Block[];
  schedules: Schedule[];
  isPending: boolean;
  error: unknown;
  refetch: () => void;
}

/** What plays at a location in a week, by the server's own engine, beside everything that would. */
export function useWeek(locationId: number, zone: string, dates: readonly string[]): Week {
  const from = new Date(instantOf(dates[0] ?? '', 0, zone)).toISOString();
  const to = new Date(instantOf(addDays(dates.at(-1) ?? '', 1), 0, zone)).toISOString();
  const timeline = $api.useQuery(
    'get',
    '/schedules/timeline',
    { params: { query: { location_id: String(locationId), from, to } } },
    { placeholderData: previous => previous },
  );
  const list = $api.useQuery('get', '/schedules', { params: { query: { location_id: String(locationId), per_page: '200' } } });
  const segments = timeline.data?.segments;
  const schedules = list.data?.items;
  const blocks = useMemo(() => {
    const winners = (segments ?? []).flatMap(({ schedule_id, campaign_id, start, end }): Stretch[] =>
      schedule_id === null || campaign_id === null
        ? []
        : [{ scheduleId: schedule_id, campaignId: campaign_id, start: Date.parse(start), end: Date.parse(end) }],
    );
    return layOut(
      winners,
      (schedules ?? []).flatMap(schedule => occurrencesOf(schedule, dates, zone)),
      dates,
      zone,
    );
  }, [segments, schedules, dates, zone]);
  return {
    blocks,
    schedules: schedules ?? [],
    isPending: timeline.isPending || list.isPending,
    error: (timeline.isError && !timeline.data && timeline.error) || (list.isError && !list.data && list.error) || null,
    refetch: () => {
      void timeline.refetch();
      void list.refetch();
    },
  };
}
