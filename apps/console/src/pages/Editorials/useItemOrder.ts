import type { Editorial, EditorialItem } from '@tvs/protocol';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { notifyWarning } from '../../lib/notify.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { ifMatch } from '../../lib/version.ts';
import { useRefreshEditorials } from './useEditorials.ts';

/**
 * Items in the order in which somebody just put them, until the server shows the same. An order that somebody else changed
 * meanwhile is not overwritten: theirs is loaded and said.
 */
export function useItemOrder(editorial: Editorial, items: readonly EditorialItem[]) {
  const { t } = useTranslation();
  const refresh = useRefreshEditorials();
  const failed = useFailureNotice();
  const [wanted, setWanted] = useState<readonly number[] | null>(null);
  const { mutate, isPending } = $api.useMutation('put', '/editorials/{id}/items/order');
  // Whatever comes from the server counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when items come, not when they are dragged
  useEffect(() => setWanted(null), [items]);

  const byId = new Map(items.map(item => [item.id, item]));
  const ordered = wanted?.length === items.length ? wanted.flatMap(id => byId.get(id) ?? []) : items;
  const move = (id: number, to: number) => {
    const ids = ordered.map(item => item.id);
    const from = ids.indexOf(id);
    if (from < 0 || from === to) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    setWanted(ids);
    mutate(
      { params: { path: { id: String(editorial.id) }, header: ifMatch(editorial) }, body: { ids } },
      {
        onSuccess: refresh,
        onError: error => {
          setWanted(null);
          refresh();
          const { code } = toProblem(error);
          if (code === 'stale' || code === 'conflict') notifyWarning(t('editorials.item.stale'), t('editorials.item.staleText'));
          else failed(error);
        },
      },
    );
  };
  return { ordered, move, busy: isPending };
}
