import type { Schedule } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { useCampaigns } from '../../lib/useNames.ts';
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
  const from = instantOf(dates[0] ?? '', 0, zone);
  const to = instantOf(addDays(dates.at(-1) ?? '', 1), 0, zone);
  const query = { location_id: String(locationId), from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const timeline = $api.useQuery('get', '/schedules/timeline', { params: { query } }, { placeholderData: previous => previous });
  const list = $api.useQuery('get', '/schedules', { params: { query: { location_id: String(locationId), per_page: '200' } } });
  const segments = timeline.data?.segments;
  const schedules = list.data?.items;
  const campaigns = useCampaigns((schedules ?? []).map(({ campaign_id }) => campaign_id));
  const blocks = useMemo(() => {
    const winners = (segments ?? []).flatMap(({ schedule_id, campaign_id, start, end }): Stretch[] =>
      schedule_id === null || campaign_id === null
        ? []
        : [{ scheduleId: schedule_id, campaignId: campaign_id, start: Date.parse(start), end: Date.parse(end) }],
    );
    const alone = (schedules ?? []).flatMap(schedule => occurrencesOf(schedule, campaigns.get(schedule.campaign_id), zone, from, to));
    return layOut(winners, alone, dates, zone);
  }, [segments, schedules, campaigns, dates, zone, from, to]);
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
