import type { Schedule } from '@tvs/protocol';
import { addDays, instantOf, weekday } from '../../lib/zone.ts';
import type { Stretch } from './blocks.ts';

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When a schedule would be on during some days, were it alone. */
export function occurrencesOf(schedule: Schedule, dates: readonly string[], zone: string): Stretch[] {
  const first = dates[0];
  if (!first || !schedule.is_active || schedule.recurrence_rule) return [];
  const { id, campaign_id, start_date, end_date, days_of_week } = schedule;
  const from = schedule.start_time === null ? 0 : minutesOf(schedule.start_time);
  const end = schedule.end_time === null ? 1440 : minutesOf(schedule.end_time);
  const to = end <= from ? end + 1440 : end;
  return [addDays(first, -1), ...dates]
    .filter(date => date >= start_date && (end_date === null || date <= end_date))
    .filter(date => days_of_week === null || days_of_week.includes(weekday(date)))
    .map(date => ({
      scheduleId: id,
      campaignId: campaign_id,
      start: instantOf(date, from, zone),
      end: instantOf(addDays(date, to > 1440 ? 1 : 0), to > 1440 ? to - 1440 : to, zone),
    }));
}
