import { useQueryClient } from '@tanstack/react-query';
import type { EditorialItem } from '@tvs/protocol';
import { useCallback } from 'react';
import { $api } from '../../api/client.ts';
import { useScope } from '../../lib/useLocations.ts';
import { useSettings } from '../../lib/useSettings.ts';
import { viewerZone } from '../../lib/zone.ts';

/** What a change of an editorial or of its items makes stale, its content included. */
const touched = ['/editorials', '/editorials/{id}', '/editorials/{id}/items', '/content', '/content/{id}'];

export function useRefreshEditorials(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const name of touched) void queries.invalidateQueries({ queryKey: ['get', name] });
  }, [queries]);
}

/** All items of an editorial in their order: there are never more than one page of them. */
export function useItems(id: number) {
  return $api.useQuery('get', '/editorials/{id}/items', {
    params: { path: { id: String(id) }, query: { per_page: '200', sort: 'position' } },
  });
}

export const noItems: readonly EditorialItem[] = [];

/** Editorials hang at no place: their times are those of the chosen one, else of the system. */
export function useEditorialPlace(): { place: string; zone: string } {
  const { location } = useScope();
  const settings = useSettings();
  return { place: location?.name ?? '', zone: location?.effective_timezone ?? settings?.timezone ?? viewerZone() };
}
