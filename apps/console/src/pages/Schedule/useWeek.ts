import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import type { Schedule } from '@tvs/protocol';
import { useCallback, useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { chainOf } from '../../lib/locations.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { addDays, instantOf } from '../../lib/zone.ts';
import { type Block, byDay, isStanding, isWholeDay, layOut, type Stretch } from './blocks.ts';
import { occurrencesOf, reasonOf } from './occurrences.ts';

/** Hours of one day in which the default campaign plays. */
export interface Quiet {
  date: string;
  /** Minutes since midnight. */
  from: number;
  to: number;
}

/** Why one schedule is beaten by another at an instant; `null`: the engine names no reason. */
export type Because = (loser: number, winner: number, at: number) => string | null;

export interface Week {
  blocks: Block[];
  schedules: ReadonlyMap<number, Schedule>;
  because: Because;
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
  const asked = (page: number) => ({
    params: { query: { location_id: String(locationId), ...span, per_page: String(perPage), page: String(page) } },
  });
  const list = $api.useQuery('get', '/schedules', asked(1), { placeholderData: previous => previous });
  const pages = Math.min(mostPages, Math.ceil((list.data?.total ?? 0) / perPage));
  const more = useQueries({
    queries: Array.from({ length: Math.max(0, pages - 1) }, (_, i) => $api.queryOptions('get', '/schedules', asked(i + 2))),
    combine: together,
  });
  const segments = timeline.data?.segments;
  const first = list.data?.items;
  // All at once: half of them would be drawn only to be drawn again.
  const schedules = useMemo(
    () => new Map((more.isPending ? [] : [...(first ?? []), ...more.items]).map(schedule => [schedule.id, schedule])),
    [first, more],
  );
  const campaigns = useCampaigns([...schedules.values()].map(({ campaign_id }) => campaign_id));
  const { items } = useLocations();
  const chain = useMemo(() => chainOf(items, locationId), [items, locationId]);
  const standing = useMemo(
    () => [...schedules.values()].filter(schedule => isStanding(schedule, base, dates)).sort((a, b) => b.priority - a.priority),
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
  // Those of another week say nothing of this one: weeks that are leafed through cost nothing.
  const leafed = timeline.isPlaceholderData || list.isPlaceholderData;
  const alone = useMemo(
    () =>
      leafed
        ? []
        : [...schedules.values()].flatMap(schedule => occurrencesOf(schedule, campaigns.get(schedule.campaign_id), zone, from, to)),
    [leafed, schedules, campaigns, zone, from, to],
  );
  const blocks = useMemo(() => {
    const winners = (segments ?? []).flatMap(({ schedule_id, campaign_id, start, end }): Stretch[] =>
      schedule_id === null || campaign_id === null
        ? []
        : [{ scheduleId: schedule_id, campaignId: campaign_id, start: Date.parse(start), end: Date.parse(end) }],
    );
    const same = new Set(standing.map(({ id }) => id));
    return layOut(winners, alone, dates, zone, id => {
      const schedule = schedules.get(id);
      return schedule !== undefined && isWholeDay(schedule);
    }).filter(({ scheduleId }) => !same.has(scheduleId));
  }, [segments, alone, schedules, standing, dates, zone]);
  const because = useCallback<Because>(
    (loser, winner, at) => {
      const [one, other] = [schedules.get(loser), schedules.get(winner)];
      return one && other ? reasonOf(one, other, campaigns, { zone, chain }, at) : null;
    },
    [schedules, campaigns, zone, chain],
  );
  return {
    blocks,
    schedules,
    because,
    quiet,
    standing: standing[0],
    chain,
    isPending: timeline.isPending || list.isPending,
    error: (timeline.isError && !timeline.data && timeline.error) || (list.isError && !list.data && list.error) || more.error,
    refetch: () => {
      void timeline.refetch();
      void list.refetch();
      more.refetch();
    },
  };
}

const perPage = 200;
/** Pages of the list, at most: more schedules than these in one week nobody can look at. */
const mostPages = 10;

/** The pages after the first: a week without one of them would be a wrong week. */
function together(results: readonly UseQueryResult<{ items: Schedule[] }, unknown>[]) {
  return {
    items: results.flatMap(({ data }) => data?.items ?? []),
    isPending: results.some(({ isPending }) => isPending),
    error: results.find(({ isError, data }) => isError && !data)?.error ?? null,
    refetch: () => {
      for (const { refetch } of results) void refetch();
    },
  };
}
