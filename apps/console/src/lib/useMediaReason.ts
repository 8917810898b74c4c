import { readMediaReason } from '@tvs/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a file can't be shown, in the reader's language; words that are none of the server's sentences stay as they are. */
export function useMediaReason(): (detail: string) => string {
  const { t } = useTranslation();
  return useCallback(
    detail => {
      const reason = readMediaReason(detail);
      return reason ? t(`mediaReason.${reason.key}`, { replace: reason.values }) : detail;
    },
    [t],
  );
}
