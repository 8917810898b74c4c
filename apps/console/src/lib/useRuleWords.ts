import type { Schedule } from '@tvs/protocol';
import { describe } from '@tvs/schedule/describe';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n/index.ts';
import { dayRun } from './dayRun.ts';
import { localDate } from './format.ts';
import type { Weekday } from './zone.ts';

type Rule = Pick<Schedule, 'start_date' | 'end_date' | 'start_time' | 'end_time' | 'days_of_week' | 'priority' | 'recurrence_rule'>;

/** A schedule as one would say it: "seg, qua, 10:00 às 14:00, a partir de 24 nov, prioridade 2"; a recurrence in the engine's own words. */
export function useRuleWords(): (rule: Rule) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ start_date, end_date, start_time, end_time, days_of_week, priority, recurrence_rule }) => {
      const run = days_of_week && dayRun(days_of_week as Weekday[]);
      const only = run
        ? t('time.run', { from: t(`time.short.d${run[0]}`), to: t(`time.short.d${run[1]}`) })
        : days_of_week?.map(day => t(`time.short.d${day as Weekday}`)).join(', ');
      const days = recurrence_rule
        ? [describe(recurrence_rule, currentLocale()), only && t('schedule.words.onlyOn', { days: only })].filter(Boolean).join(', ')
        : (only ?? t('schedule.words.everyDay'));
      const times =
        start_time === null && end_time === null
          ? t('schedule.words.allDay')
          : t('schedule.words.times', { from: start_time ?? '00:00', to: end_time ?? '24:00' });
      const dates =
        end_date === null || (end_date === recurrence_rule?.until && end_date !== start_date)
          ? t('schedule.words.from', { date: localDate(start_date) })
          : end_date === start_date
            ? t('schedule.words.only', { date: localDate(start_date) })
            : t('schedule.words.between', { from: localDate(start_date), to: localDate(end_date) });
      return [days, times, dates, priority !== 0 && t('schedule.words.priority', { priority })].filter(Boolean).join(', ');
    },
    [t],
  );
}
