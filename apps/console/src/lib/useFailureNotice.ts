import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem.ts';
import { notifyFailed } from './notify.tsx';

/** Says why something didn't work, for actions without a form. */
export function useFailureNotice(): (error: unknown) => void {
  const { t } = useTranslation();
  return useCallback(
    error => {
      const problem = toProblem(error);
      notifyFailed(t('state.saveFailed'), problem.status === 0 ? t('state.network') : problem.detail || t('state.error'));
    },
    [t],
  );
}
