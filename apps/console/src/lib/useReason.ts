import type { PlayerProgramme } from '@tvs/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

type Line = PlayerProgramme['explain'][number];

/** The schedule engine's reason in the reader's language; its own English words where there is no translation yet. */
export function useReason(): (line: Pick<Line, 'reason' | 'params' | 'detail'>) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ reason, params, detail }) => {
      const key = `schedule.reason.${reason}`;
      return i18n.exists(key) ? String((t as (key: string, params: object) => unknown)(key, params)) : detail;
    },
    [t, i18n],
  );
}
