import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PlayReportRow } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { useScope } from '../../lib/useLocations.ts';
import { useNow } from '../../lib/useNow.ts';
import { useSettings } from '../../lib/useSettings.ts';
import { viewerZone, wallClock } from '../../lib/zone.ts';
import { datesOf, daysIn, longestComparison, type Period, periodOf } from './period.ts';

export type Group = 'content' | 'campaign' | 'player' | 'location' | 'day';
export type ComparedBy = 'player' | 'location' | 'campaign' | 'day';

/** What can be changed in the address. */
export interface Patch {
  from?: string | undefined;
  to?: string | undefined;
  by?: Exclude<Group, 'content'> | undefined;
  plan?: Exclude<ComparedBy, 'player'> | undefined;
  sort?: string | undefined;
  page?: number | undefined;
  planPage?: number | undefined;
  content?: number | undefined;
  campaign?: number | undefined;
  player?: number | undefined;
  loc?: number | undefined;
}

/** What is asked for, as the address says it, and how to ask for something else. */
export function useQuestion() {
  const navigate = useNavigate({ from: '/reports' });
  const search = useSearch({ from: '/shell/reports' });
  const { loc, location } = useScope();
  const settings = useSettings();
  const now = useNow(60_000);
  const zone = location?.effective_timezone ?? settings?.timezone ?? viewerZone();
  const today = wallClock(now, zone).date;
  const { from, to } = search;
  const period = useMemo(() => periodOf(from, to, today), [from, to, today]);
  const filter = {
    from: period.from,
    to: period.to,
    ...(loc !== undefined && { location_id: String(loc) }),
    ...(search.player !== undefined && { player_id: String(search.player) }),
  };
  const narrowed = {
    ...filter,
    ...(search.content !== undefined && { content_id: String(search.content) }),
    ...(search.campaign !== undefined && { campaign_id: String(search.campaign) }),
  };
  const change = (patch: Patch) =>
    void navigate({ to: '/reports', search: previous => ({ ...previous, ...patch }), replace: true, resetScroll: false });
  return { search, period, today, filter, narrowed, change };
}

export type Question = ReturnType<typeof useQuestion>;

/** Plays of every day in the period, those without any too. */
export function useDays(period: Period, narrowed: Question['narrowed']) {
  const ask = (page: number) => ({
    params: { query: { ...narrowed, group_by: 'day' as const, sort: 'key', per_page: '200', page: String(page) } },
  });
  const first = $api.useQuery('get', '/reports/plays', ask(1), { placeholderData: previous => previous });
  const more = $api.useQuery('get', '/reports/plays', ask(2), { enabled: (first.data?.total ?? 0) > 200 });
  const items = useMemo(() => [...(first.data?.items ?? []), ...(more.data?.items ?? [])], [first.data, more.data]);
  const days = useMemo(() => fillDays(period, items), [period, items]);
  return { query: first, days };
}

/** Planned against played; not asked where there is no answer to be had. */
export function useComparison(question: Question, by: ComparedBy, page: number, perPage: number) {
  const possible = daysIn(question.period) <= longestComparison && !question.search.content && !question.search.campaign;
  const query = $api.useQuery(
    'get',
    '/reports/compliance',
    {
      params: {
        query: { ...question.filter, group_by: by, sort: by === 'day' ? 'key' : 'percent', page: String(page), per_page: String(perPage) },
      },
    },
    { enabled: possible, placeholderData: previous => previous },
  );
  return { possible, query };
}

function fillDays(period: Period, items: readonly PlayReportRow[]) {
  const known = new Map(items.map(item => [item.key, item]));
  return datesOf(period).map(date => {
    const found = known.get(date);
    return { date, plays: found?.plays ?? 0, seconds: found?.seconds ?? 0, screens: found?.screens ?? 0 };
  });
}

export type Day = ReturnType<typeof fillDays>[number];
