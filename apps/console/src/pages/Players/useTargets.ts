import { useQueryClient } from '@tanstack/react-query';
import type { Player } from '@tvs/protocol';
import { useCallback } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Target } from './run.ts';
import { isChosen, type Selection } from './selection.ts';

export interface Filter {
  location_id?: string;
  q?: string;
  status?: 'online' | 'offline';
  alert?: 'any' | 'player_offline' | 'player_behind' | 'player_storage' | 'player_clock';
  up_to_date?: 'false';
}
/** Who would get a command, and how many of them have no signal now. */
export interface Targets {
  players: Target[];
  offline: number;
}

const perPage = 200;

/** Finds the chosen screens by name, as they are now. Throws what the API answers. */
export function useTargets(filter: Filter): (selection: Selection) => Promise<Targets> {
  const queries = useQueryClient();
  return useCallback(
    async selection => {
      const found = selection.all ? await all(filter) : await fleet();
      const players = found.filter(({ id }) => isChosen(selection, id));
      return {
        players: players.map(({ id, name }) => ({ id, name })),
        offline: players.filter(({ status }) => status === 'offline').length,
      };

      async function fleet() {
        const { location_id } = filter;
        const query = location_id === undefined ? {} : { location_id };
        return (await queries.ensureQueryData($api.queryOptions('get', '/dashboard/players', { params: { query } }))).items;
      }
    },
    [queries, filter],
  );
}

async function all(filter: Filter) {
  const found = new Map<number, Player>();
  for (let page = 1; ; page++) {
    const query = { ...filter, page: String(page), per_page: String(perPage) };
    const { data, error } = await api.GET('/players', { params: { query } });
    if (!data) throw error;
    // One that was renamed meanwhile may stand on two pages.
    for (const player of data.items) found.set(player.id, player);
    if (data.items.length < perPage) return [...found.values()];
  }
}
