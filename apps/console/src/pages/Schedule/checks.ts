import type { TFunction } from 'i18next';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import type { ScheduleValues } from './formValues.ts';

/** What keeps a schedule from being saved, beside the field where it is. Text that could not be read is never dropped. */
export function scheduleChecks(t: TFunction) {
  const time = (value: string, { allDay }: ScheduleValues) =>
    allDay || isTime(value) ? null : value === '' ? t('schedule.form.timeRequired') : t('editing.time.unread');
  return {
    campaign_id: (value: number | null) => (value === null ? t('schedule.form.required') : null),
    start_date: (value: string | null) =>
      isDate(value) ? null : value === null ? t('schedule.form.dateRequired') : t('editing.date.unread'),
    end_date: (value: string | null, { start_date, repeat }: ScheduleValues) => {
      const needed = repeat.ends === 'on' && repeat.kind !== 'none' && repeat.kind !== 'kept';
      if (value === null) return needed ? t('schedule.repeat.untilRequired') : null;
      if (!isDate(value)) return t('editing.date.unread');
      return isDate(start_date) && value < start_date ? t('schedule.form.endBeforeStart') : null;
    },
    repeat: {
      interval: (value: number | string, { repeat }: ScheduleValues) =>
        repeat.kind === 'none' || Number(value) >= 1 ? null : t('schedule.repeat.intervalRequired'),
      days: (value: string[], { repeat }: ScheduleValues) =>
        repeat.kind === 'weekly' && value.length === 0 ? t('schedule.repeat.dayRequired') : null,
      count: (value: number | string, { repeat }: ScheduleValues) =>
        repeat.ends !== 'after' || Number(value) >= 1 ? null : t('schedule.repeat.countRequired'),
    },
    priority: (value: number | string) => (value === '' ? t('schedule.form.priorityRequired') : null),
    start_time: time,
    end_time: (value: string, values: ScheduleValues) =>
      time(value, values) ?? (!values.allDay && value === values.start_time && value !== '00:00' ? t('schedule.form.sameTimes') : null),
  };
}
