import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem.ts';
import { notifyFailed } from './notify.tsx';
import { useProblemWords } from './useProblemWords.ts';

/** Says aloud why something didn't work. */
export function useFailureNotice(): (error: unknown) => void {
  const { t } = useTranslation();
  const words = useProblemWords();
  return useCallback(
    error => {
      const problem = toProblem(error);
      notifyFailed(t(problem.status === 0 ? 'state.networkTitle' : 'state.saveFailed'), words(problem));
    },
    [t, words],
  );
}
