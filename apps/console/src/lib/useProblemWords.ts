import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/problem.ts';
import { useMediaReason } from './useMediaReason.ts';

/** Refusals whose own words say more than their kind: they go along, in the server's language. */
const telling = new Set(['wrong_type', 'rule', 'invalid', 'malformed', 'conflict']);

/** Refusals that the console words better than the server, in every language: they say what to do next. */
const worded = new Set(['unsupported_type', 'empty_file', 'pairing_code', 'disk_full', 'file_changed', 'answer_lost', 'unknown_operation']);

/** A refusal in the reader's language, by its stable code. */
export function useProblemWords(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  const reasonWords = useMediaReason();
  return useCallback(
    ({ status, code, detail }) => {
      if (status === 0) return t('state.network');
      if (code === 'name_mismatch') return reasonWords(detail);
      const key = `problem.${code}`;
      // English is what the server speaks.
      if ((i18n.language === 'en' && !worded.has(code)) || !i18n.exists(key)) return detail || t('state.error');
      const words = t(key as 'problem.forbidden');
      return telling.has(code) && detail ? `${words} ${detail}` : words;
    },
    [t, i18n, reasonWords],
  );
}
