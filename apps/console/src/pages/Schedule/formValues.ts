import type { Schedule } from '@tvs/protocol';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';

/** A schedule as the form holds it. */
export interface ScheduleValues {
  campaign_id: number | null;
  location_id: number | null;
  start_date: string | null;
  end_date: string | null;
  allDay: boolean;
  start_time: string;
  end_time: string;
  days: string[];
  priority: number | string;
  is_active: boolean;
}

interface Start {
  campaignId: number | undefined;
  locationId: number;
  date: string;
  time: string | undefined;
}

/** A new schedule begins as the commonest one: this place, from today, all day, for now on. */
export function newValues({ campaignId, locationId, date, time }: Start): ScheduleValues {
  const hour = time === undefined ? 9 : Number(time.slice(0, 2));
  return {
    campaign_id: campaignId ?? null,
    location_id: locationId,
    start_date: date,
    end_date: time === undefined ? null : date,
    allDay: time === undefined,
    start_time: time ?? '09:00',
    end_time: hour >= 22 ? '00:00' : `${String(hour + 2).padStart(2, '0')}:${time?.slice(3, 5) ?? '00'}`,
    days: [],
    priority: 0,
    is_active: true,
  };
}

/** What exists, as the form holds it. */
export function valuesOf(schedule: Schedule): ScheduleValues {
  const { campaign_id, location_id, start_date, end_date, start_time, end_time, days_of_week, priority, is_active } = schedule;
  return {
    campaign_id,
    location_id,
    start_date,
    end_date,
    allDay: start_time === null && end_time === null,
    start_time: start_time ?? '00:00',
    end_time: end_time ?? '00:00',
    days: (days_of_week ?? []).map(String),
    priority,
    is_active,
  };
}

/** What the API takes; nothing while something is missing or could not be read. */
export function bodyOf(values: ScheduleValues) {
  const { campaign_id, location_id, start_date, end_date, allDay, start_time, end_time, days, priority, is_active } = values;
  if (campaign_id === null || !isDate(start_date) || (end_date !== null && !isDate(end_date))) return null;
  if (!allDay && !(isTime(start_time) && isTime(end_time))) return null;
  return {
    campaign_id,
    location_id,
    start_date,
    end_date,
    start_time: allDay ? null : start_time,
    // Midnight is the end of the day, not its beginning.
    end_time: allDay || end_time === '00:00' ? null : end_time,
    days_of_week: days.length === 0 || days.length === 7 ? null : days.map(Number).toSorted((a, b) => a - b),
    priority: Number(priority) || 0,
    is_active,
  };
}
