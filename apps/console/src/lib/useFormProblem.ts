import type { FormErrors } from '@mantine/form';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors, toProblem } from '../api/problem.ts';
import { notifyFailed } from './notify.tsx';
import { useProblemWords } from './useProblemWords.ts';

/** Refusals that belong to one field, whatever the server says beside it. */
const fieldOf: Readonly<Record<string, string>> = { pairing_code: 'code' };

/** Puts a problem beside the fields that caused it, and says the rest aloud. */
export function useFormProblem(form: { setErrors: (errors: FormErrors) => void }): (error: unknown) => void {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { setErrors } = form;
  return useCallback(
    error => {
      const problem = toProblem(error);
      const own = fieldOf[problem.code];
      const fields = own ? { [own]: words(problem) } : fieldErrors(problem);
      setErrors(fields);
      if (Object.keys(fields).length === 0)
        notifyFailed(t(problem.status === 0 ? 'state.networkTitle' : 'state.saveFailed'), words(problem));
    },
    [setErrors, t, words],
  );
}
