import type { Schedule } from '@tvs/protocol';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import { weekday } from '../../lib/zone.ts';
import { noRepeat, type Repeat, type Rule, readRepeat, writeRepeat } from './repeat.ts';

/** A schedule as the form holds it. */
export interface ScheduleValues {
  campaign_id: number | null;
  location_id: number | null;
  start_date: string | null;
  end_date: string | null;
  allDay: boolean;
  start_time: string;
  end_time: string;
  /** Weekdays that count; none is every day. Beside a rule: a filter on it. */
  days: string[];
  repeat: Repeat;
  priority: number | string;
  is_active: boolean;
}

interface Start {
  campaignId: number | undefined;
  locationId: number;
  date: string;
  time: string | undefined;
  /** Where it ends, if that was drawn; else it lasts two hours. */
  until?: string | undefined;
}

/** A new schedule begins as the commonest one: this place, from today, all day, for now on. */
export function newValues({ campaignId, locationId, date, time, until }: Start): ScheduleValues {
  const hour = time === undefined ? 9 : Number(time.slice(0, 2));
  return {
    campaign_id: campaignId ?? null,
    location_id: locationId,
    start_date: date,
    end_date: time === undefined ? null : date,
    allDay: time === undefined || (time === '00:00' && until === '00:00'),
    start_time: time ?? '09:00',
    end_time: until ?? (hour >= 22 ? '00:00' : `${String(hour + 2).padStart(2, '0')}:${time?.slice(3, 5) ?? '00'}`),
    days: [],
    repeat: noRepeat(date, time === undefined ? null : date),
    priority: 0,
    is_active: true,
  };
}

/** The same on these weekdays. A single day that other weekdays are added to does not end on that very day. */
export function onDays(values: ScheduleValues, days: string[]): ScheduleValues {
  const { start_date, end_date } = values;
  const others = isDate(start_date) && days.some(day => day !== String(weekday(start_date)));
  return { ...values, days, end_date: others && end_date === start_date ? null : end_date };
}

/** The hours a schedule gets that no longer takes the whole day: those it had, or a shop's. */
export function partOfDay(values: ScheduleValues): ScheduleValues {
  const none = values.start_time === '00:00' && values.end_time === '00:00';
  return { ...values, allDay: false, ...(none && { start_time: '09:00', end_time: '18:00' }) };
}

/** What exists, as the form holds it. */
export function valuesOf(schedule: Schedule): ScheduleValues {
  const { campaign_id, location_id, start_date, start_time, end_time, days_of_week, priority, is_active, recurrence_rule } = schedule;
  const end_date = lastDay(schedule);
  return {
    campaign_id,
    location_id,
    start_date,
    end_date,
    allDay: start_time === null && end_time === null,
    start_time: start_time ?? '00:00',
    end_time: end_time ?? '00:00',
    days: (days_of_week ?? []).map(String),
    repeat: readRepeat(ruleOf(recurrence_rule), start_date, end_date),
    priority,
    is_active,
  };
}

/** In the text of a request what may be undefined is just absent. */
const ruleOf = (rule: Schedule['recurrence_rule']) => rule as Rule | null;

/** The last day, whether the schedule or its rule says it: the earlier of the two. A rule that is kept says its own. */
function lastDay({ end_date, recurrence_rule: rule, start_date }: Schedule): string | null {
  const until = rule && readRepeat(ruleOf(rule), start_date, end_date).kind !== 'kept' ? (rule.until ?? null) : null;
  if (end_date === null || until === null) return end_date ?? until;
  return until < end_date ? until : end_date;
}

/** What the API takes; nothing while something is missing or could not be read. */
export function bodyOf(values: ScheduleValues) {
  const { campaign_id, location_id, start_date, end_date, allDay, start_time, end_time, days, repeat, priority, is_active } = values;
  if (campaign_id === null || !isDate(start_date) || (end_date !== null && !isDate(end_date))) return null;
  if (!allDay && !(isTime(start_time) && isTime(end_time))) return null;
  if (repeat.kind === 'weekly' && repeat.days.length === 0) return null;
  return {
    campaign_id,
    location_id,
    start_date,
    end_date,
    start_time: allDay ? null : start_time,
    // Midnight is the end of the day, not its beginning.
    end_time: allDay || end_time === '00:00' ? null : end_time,
    days_of_week: days.length === 0 || days.length === 7 ? null : days.map(Number).toSorted((a, b) => a - b),
    recurrence_rule: writeRepeat(repeat, end_date),
    priority: Number(priority) || 0,
    is_active,
  };
}

export type ScheduleBody = NonNullable<ReturnType<typeof bodyOf>>;
