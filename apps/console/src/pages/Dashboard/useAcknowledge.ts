import { useQueryClient } from '@tanstack/react-query';
import type { Alert } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { notifyWarning } from '../../lib/notify.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';

/** Takes care of all alerts of a matter, or hands them back; one after the other, since there may be many. */
export function useAcknowledge(alerts: readonly Alert[]): { set: (taken: boolean) => void; busy: boolean } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const [busy, setBusy] = useState(false);
  const take = $api.useMutation('post', '/dashboard/alerts/{id}/acknowledge');
  const handBack = $api.useMutation('post', '/dashboard/alerts/{id}/unacknowledge');
  const all = async (taken: boolean) => {
    for (const { id } of alerts) {
      try {
        await (taken ? take : handBack).mutateAsync({ params: { path: { id: String(id) } } });
      } catch (error) {
        // It ended while somebody read it: that is good news, and the others go on.
        if (toProblem(error).status !== 409) throw error;
        notifyWarning(t('alerts.gone'));
      }
    }
  };
  const set = (taken: boolean) => {
    setBusy(true);
    all(taken)
      .catch(failed)
      .finally(() => {
        setBusy(false);
        for (const path of ['/dashboard/alerts', '/dashboard/stats']) void queries.invalidateQueries({ queryKey: ['get', path] });
      });
  };
  return { set, busy };
}
