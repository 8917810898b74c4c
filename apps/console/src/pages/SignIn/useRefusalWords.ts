import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';

/** Why somebody was not let in, to stand beside the password. */
export function useRefusalWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const words = useProblemWords();
  return error => {
    const problem = toProblem(error);
    const { status, retry_after } = problem;
    if (status === 0) return t('signIn.noServer');
    if (status === 429) return t('signIn.tooMany', { seconds: retry_after ?? 60 });
    return status === 401 ? t('signIn.refused') : words(problem);
  };
}
