import { useNavigate, useSearch } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';

const minute = 60_000;

export type DayOfPlayer = ReturnType<typeof useDay>;

/** The day of a player that the page is about, from the address: its plan and its journal. Today's is asked for again every minute. */
export function useDay(playerId: number) {
  const { day: date, content } = useSearch({ from: '/shell/players/$playerId' });
  const navigate = useNavigate({ from: '/players/$playerId' });
  const query = $api.useQuery(
    'get',
    '/players/{id}/day',
    { params: { path: { id: String(playerId) }, query: date === undefined ? {} : { date } } },
    { placeholderData: previous => previous, refetchInterval: ({ state }) => (isOver(state.data) ? false : minute) },
  );
  const change = (search: { day?: string | undefined; content?: number | undefined }) =>
    void navigate({ search: old => ({ ...old, ...search }), replace: true, resetScroll: false });
  return {
    query,
    date,
    content,
    choose: (day: string | undefined) => change({ day }),
    only: (content: number | undefined) => change({ content }),
  };
}

const isOver = (day: { until: string; to: string } | undefined) => day !== undefined && day.until >= day.to;
