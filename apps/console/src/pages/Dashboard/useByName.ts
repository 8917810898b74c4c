import type { DashboardPlayer } from '@tvs/protocol';
import { useMemo, useRef } from 'react';
import { orderByName, sameNames } from './groups.ts';

/** The players by name; the order is worked out again only when a name changed, somebody came or went. */
export function useByName(players: readonly DashboardPlayer[]): DashboardPlayer[] {
  const kept = useRef<{ players: readonly DashboardPlayer[]; order: number[] }>({ players: [], order: [] });
  return useMemo(() => {
    if (!sameNames(kept.current.players, players)) kept.current = { players, order: orderByName(players) };
    return kept.current.order.flatMap(place => players[place] ?? []);
  }, [players]);
}
