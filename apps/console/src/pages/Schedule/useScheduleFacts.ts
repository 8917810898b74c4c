import { describe } from '@tvs/schedule/describe';
import { useTranslation } from 'react-i18next';
import type { Fact } from '../../components/MeanwhileNotice.tsx';
import { currentLocale } from '../../i18n/index.ts';
import { showDate } from '../../lib/readDate.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import type { Weekday } from '../../lib/zone.ts';
import type { ScheduleValues } from './formValues.ts';
import { writeRepeat } from './repeat.ts';

/** The fields of a schedule in words, to hold two versions beside each other. */
export function useScheduleFacts(theirs: ScheduleValues | null, mine: ScheduleValues): (values: ScheduleValues) => Fact[] {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const campaigns = useCampaigns([theirs?.campaign_id ?? null, mine.campaign_id]);
  const yes = (value: boolean) => (value ? t('editing.stale.yes') : t('editing.stale.no'));
  const date = (value: string | null) => (value === null ? '' : showDate(value, currentLocale()));
  return values => {
    const rule = writeRepeat(values.repeat, values.end_date);
    const place = values.location_id === null ? t('schedule.form.everywhere') : (byId.get(values.location_id)?.name ?? '');
    return [
      { label: t('schedule.form.campaign'), text: campaigns.get(values.campaign_id ?? 0)?.name ?? '' },
      { label: t('schedule.form.location'), text: place },
      { label: t('schedule.form.startDate'), text: date(values.start_date) },
      { label: t('schedule.form.endDate'), text: date(values.end_date) },
      {
        label: t('schedule.form.times'),
        text: values.allDay ? t('schedule.words.allDay') : t('schedule.words.times', { from: values.start_time, to: values.end_time }),
      },
      { label: t('schedule.form.days'), text: values.days.map(day => t(`time.short.d${Number(day) as Weekday}`)).join(', ') },
      { label: t('schedule.repeat.label'), text: rule && rule.byday?.length !== 0 ? describe(rule, currentLocale()) : '' },
      { label: t('schedule.form.priority'), text: String(values.priority) },
      { label: t('schedule.form.active'), text: yes(values.is_active) },
    ];
  };
}
