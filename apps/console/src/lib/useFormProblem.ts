import type { FormErrors } from '@mantine/form';
import { useCallback } from 'react';
import { fieldErrors, toProblem } from '../api/problem.ts';
import { useFailureNotice } from './useFailureNotice.ts';
import { useProblemWords } from './useProblemWords.ts';

/** Refusals that belong to one field, whatever the server says beside it. */
const fieldOf: Readonly<Record<string, string>> = { pairing_code: 'code' };

/** Puts a problem beside the fields that caused it, and says the rest aloud. */
export function useFormProblem(form: { setErrors: (errors: FormErrors) => void }): (error: unknown) => void {
  const words = useProblemWords();
  const failed = useFailureNotice();
  const { setErrors } = form;
  return useCallback(
    error => {
      const problem = toProblem(error);
      const own = fieldOf[problem.code];
      const fields = own ? { [own]: words(problem) } : fieldErrors(problem);
      setErrors(fields);
      if (Object.keys(fields).length === 0) failed(error);
    },
    [setErrors, failed, words],
  );
}
