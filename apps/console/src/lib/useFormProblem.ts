import type { FormErrors } from '@mantine/form';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors, toProblem } from '../api/problem.ts';
import { notifyFailed } from './notify.tsx';

/** Puts a problem beside the fields that caused it, and says the rest aloud. */
export function useFormProblem(form: { setErrors: (errors: FormErrors) => void }): (error: unknown) => void {
  const { t } = useTranslation();
  const { setErrors } = form;
  return useCallback(
    error => {
      const problem = toProblem(error);
      const fields = fieldErrors(problem);
      setErrors(fields);
      if (Object.keys(fields).length === 0)
        notifyFailed(t('state.saveFailed'), problem.status === 0 ? t('state.network') : problem.detail || t('state.error'));
    },
    [setErrors, t],
  );
}
