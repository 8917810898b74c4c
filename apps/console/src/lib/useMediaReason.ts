import { type MediaReasonKey, readMediaReason } from '@tvs/protocol';
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

/** Reasons that lie in the server, not in the file: the same file can come to another end. */
const servers = new Set<MediaReasonKey>(['noTool', 'gaveUp', 'noRoom', 'slowFile', 'slowPicture', 'slowPackage']);

/** Whether trying once more makes sense; of words that are none of the server's sentences nobody knows. */
export function mayEndOtherwise(detail: string): boolean {
  const reason = readMediaReason(detail);
  return reason === null || servers.has(reason.key);
}
