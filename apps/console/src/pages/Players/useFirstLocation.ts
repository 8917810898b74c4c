import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../api/client.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useLocations } from '../../lib/useLocations.ts';

/** On an empty system a screen needs a place first: makes it along the way, for who may. */
export function useFirstLocation() {
  const { items, isPending } = useLocations();
  const { isAdmin } = useAuth();
  const queries = useQueryClient();
  const none = !isPending && items.length === 0;
  const create = useCallback(
    async (name: string): Promise<number> => {
      const { data, error } = await api.POST('/locations', { body: { name } });
      if (!data) throw error;
      void queries.invalidateQueries({ queryKey: ['get', '/locations'] });
      return data.id;
    },
    [queries],
  );
  return { none, mayCreate: isAdmin, create };
}
