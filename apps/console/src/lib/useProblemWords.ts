import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/problem.ts';

/** Refusals whose own words say more than their kind: they go along, in the server's language. */
const telling = new Set(['wrong_type', 'rule', 'invalid', 'malformed', 'conflict']);

/** Refusals that the console words better than the server, in every language: they say what to do next. */
const worded = new Set(['unsupported_type', 'name_mismatch', 'empty_file', 'pairing_code']);

/** A refusal in the reader's language, by its stable code. */
export function useProblemWords(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ status, code, detail }) => {
      if (status === 0) return t('state.network');
      const key = `problem.${code}`;
      // English is what the server speaks.
      if ((i18n.language === 'en' && !worded.has(code)) || !i18n.exists(key)) return detail || t('state.error');
      const words = t(key as 'problem.forbidden');
      return telling.has(code) && detail ? `${words} ${detail}` : words;
    },
    [t, i18n],
  );
}
