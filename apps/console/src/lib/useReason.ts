import type { PlayerProgramme } from '@tvs/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from './format.ts';
import type { Weekday } from './zone.ts';

type Line = PlayerProgramme['explain'][number];

/** The schedule engine's reason in the reader's language; its own English words where there is no translation yet. */
export function useReason(): (
  line: Pick<Line, 'reason' | 'params' | 'detail'>,
  nameOf: (scheduleId: number) => string | undefined,
) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ reason, params, detail }, nameOf) => {
      const key = `schedule.reason.${reason}` as 'schedule.reason.plays';
      if (!i18n.exists(key)) return detail;
      const values: Record<string, string | number> = { ...params };
      if (typeof params.date === 'string') values.date = localDate(params.date);
      if (typeof params.weekday === 'number') values.weekday = t(`time.weekdays.d${params.weekday as Weekday}`);
      if (typeof params.by === 'number') values.by = nameOf(params.by) ?? `#${params.by}`;
      const words: unknown = t(key, { replace: values });
      return typeof words === 'string' ? words : detail;
    },
    [t, i18n],
  );
}
