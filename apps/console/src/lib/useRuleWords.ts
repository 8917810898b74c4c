import type { Schedule } from '@tvs/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from './format.ts';
import type { Weekday } from './zone.ts';

type Rule = Pick<Schedule, 'start_date' | 'end_date' | 'start_time' | 'end_time' | 'days_of_week' | 'priority' | 'recurrence_rule'>;

/** A schedule as one would say it: "seg, qua, 10:00 às 14:00, a partir de 24 nov, prioridade 2". */
export function useRuleWords(): (rule: Rule) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ start_date, end_date, start_time, end_time, days_of_week, priority, recurrence_rule }) => {
      const days =
        days_of_week === null ? t('schedule.words.everyDay') : days_of_week.map(day => t(`time.short.d${day as Weekday}`)).join(', ');
      const times =
        start_time === null && end_time === null
          ? t('schedule.words.allDay')
          : t('schedule.words.times', { from: start_time ?? '00:00', to: end_time ?? '24:00' });
      const dates =
        end_date === null
          ? t('schedule.words.from', { date: localDate(start_date) })
          : end_date === start_date
            ? t('schedule.words.only', { date: localDate(start_date) })
            : t('schedule.words.between', { from: localDate(start_date), to: localDate(end_date) });
      return [days, times, dates, recurrence_rule && t('schedule.words.recurs'), t('schedule.words.priority', { priority })]
        .filter(Boolean)
        .join(', ');
    },
    [t],
  );
}
