import type { Schedule } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { chainOf } from '../../lib/locations.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { addDays, instantOf } from '../../lib/zone.ts';
import { type Block, byDay, isStanding, layOut, type Stretch } from './blocks.ts';
import { occurrencesOf, reasonOf } from './occurrences.ts';

/** Hours of one day in which the default campaign plays. */
export interface Quiet {
  date: string;
  /** Minutes since midnight. */
  from: number;
  to: number;
}

interface Week {
  blocks: Block[];
  schedules: Schedule[];
  /** Where the default campaign plays. */
  quiet: Quiet[];
  /** The schedule that says the same as the default; its hours stand in the line of the default. */
  standing: Schedule | undefined;
  /** The place and those above it. */
  chain: number[];
  isPending: boolean;
  error: unknown;
  refetch: () => void;
}

/** What plays at a location in a week, by the server's own engine, beside everything that would; `base`: its default campaign. */
export function useWeek(locationId: number, zone: string, dates: readonly string[], base: number | null): Week {
  const from = instantOf(dates[0] ?? '', 0, zone);
  const to = instantOf(addDays(dates.at(-1) ?? '', 1), 0, zone);
  const query = { location_id: String(locationId), from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const timeline = $api.useQuery('get', '/schedules/timeline', { params: { query } }, { placeholderData: previous => previous });
  // Those of these days and no others: in a few years a place comes to thousands. What began on the evening before lasts into the first.
  const span = { from: addDays(dates[0] ?? '', -1), to: dates.at(-1) ?? '' };
  const list = $api.useQuery(
    'get',
    '/schedules',
    { params: { query: { location_id: String(locationId), ...span, per_page: '200' } } },
    { placeholderData: previous => previous },
  );
  const segments = timeline.data?.segments;
  const schedules = list.data?.items;
  const campaigns = useCampaigns((schedules ?? []).map(({ campaign_id }) => campaign_id));
  const { items } = useLocations();
  const chain = useMemo(() => chainOf(items, locationId), [items, locationId]);
  const standing = useMemo(
    () => (schedules ?? []).filter(schedule => isStanding(schedule, base, dates)).sort((a, b) => b.priority - a.priority),
    [schedules, base, dates],
  );
  const quiet = useMemo(
    () =>
      (segments ?? []).flatMap(({ schedule_id, campaign_id, start, end }) =>
        campaign_id !== null && campaign_id === base && (schedule_id === null || standing.some(({ id }) => id === schedule_id))
          ? byDay({ scheduleId: 0, campaignId: campaign_id, start: Date.parse(start), end: Date.parse(end) }, zone, dates)
          : [],
      ),
    [segments, standing, base, dates, zone],
  );
  const blocks = useMemo(() => {
    const winners = (segments ?? []).flatMap(({ schedule_id, campaign_id, start, end }): Stretch[] =>
      schedule_id === null || campaign_id === null
        ? []
        : [{ scheduleId: schedule_id, campaignId: campaign_id, start: Date.parse(start), end: Date.parse(end) }],
    );
    const alone = (schedules ?? []).flatMap(schedule => occurrencesOf(schedule, campaigns.get(schedule.campaign_id), zone, from, to));
    const known = new Map((schedules ?? []).map(schedule => [schedule.id, schedule]));
    const reasons = new Map<string, string | null>();
    return layOut(winners, alone, dates, zone, (loser, winner, at) => {
      const [one, other] = [known.get(loser), known.get(winner)];
      const pair = `${loser} ${winner}`;
      // The order of two schedules is the same at all times.
      if (!reasons.has(pair)) reasons.set(pair, one && other ? reasonOf(one, other, campaigns, { zone, chain }, at) : null);
      return reasons.get(pair) ?? null;
    }).filter(({ scheduleId }) => !standing.some(({ id }) => id === scheduleId));
  }, [segments, schedules, standing, campaigns, chain, dates, zone, from, to]);
  return {
    blocks,
    schedules: schedules ?? [],
    quiet,
    standing: standing[0],
    chain,
    isPending: timeline.isPending || list.isPending,
    error: (timeline.isError && !timeline.data && timeline.error) || (list.isError && !list.data && list.error) || null,
    refetch: () => {
      void timeline.refetch();
      void list.refetch();
    },
  };
}
