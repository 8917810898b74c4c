import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { notifyDone, notifyWarning } from '../../lib/notify.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { useRefreshEditorials } from './useEditorials.ts';

/** Has the server read a feed at once, and says what came of it. */
export function useReadFeed({ id }: Editorial): { read: () => void; busy: boolean } {
  const { t } = useTranslation();
  const refresh = useRefreshEditorials();
  const failed = useFailureNotice();
  const { mutate, isPending } = $api.useMutation('post', '/editorials/{id}/refresh');
  const read = () =>
    mutate(
      { params: { path: { id: String(id) } } },
      {
        onSuccess: ({ outcome, error }) => {
          refresh();
          if (outcome === 'failed') notifyWarning(t('editorials.feed.failed'), error ?? undefined);
          else notifyDone(t(`editorials.feed.${outcome}`));
        },
        onError: failed,
      },
    );
  return { read, busy: isPending };
}
