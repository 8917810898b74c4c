import { addDays, hhmm, weekday } from '../../lib/zone.ts';
import type { ScheduleValues } from './formValues.ts';
import { noRepeat } from './repeat.ts';

/** Hours of one day, as they stand in the week. */
export interface Slot {
  date: string;
  /** Minutes since midnight; `to` is at most 1440. */
  from: number;
  to: number;
}

/** What a hand does in the week: it draws a new slot, or brings a block from one slot to another. */
export interface Move {
  was: Slot | null;
  becomes: Slot;
}

const day = 1440;
/** Minutes from one line to the next that a hand can reach. */
export const quarter = 15;

/**
 * How much newer (ms) a schedule is than what a hand took; 0: the same, or what is not saved yet. A hand that moved an older one did not see
 * what somebody else has made of it.
 */
export function lateness(taken: string | undefined, known: string | undefined): number {
  return taken === undefined || known === undefined ? 0 : Date.parse(known) - Date.parse(taken);
}

/** The next line of the week to these minutes. */
export function snap(minutes: number): number {
  return Math.round(minutes / quarter) * quarter;
}

/** Whether a schedule can go to another day: one that plays every day, or by the month, has none to leave. */
export function changesDay({ repeat, days, start_date, end_date }: ScheduleValues): boolean {
  if (repeat.kind === 'weekly') return true;
  return repeat.kind === 'none' && (days.length > 0 || (start_date !== null && start_date === end_date));
}

/** A form's values once a hand has drawn its hours: those of a new slot, or shifted as far as a block was. */
export function moved(values: ScheduleValues, { was, becomes }: Move): ScheduleValues {
  if (!was) return onDay({ ...values, ...hours(becomes.from, becomes.to) }, null, becomes.date);
  const [start, end] = values.allDay ? [0, day] : [minutesOf(values.start_time), minutesOf(values.end_time) || day];
  const overnight = end <= start;
  // What plays past midnight stands in two pieces; the one of the morning belongs to the day before.
  const tail = overnight && was.from === 0;
  if (becomes.to - becomes.from !== was.to - was.from) {
    const to = overnight && !tail && becomes.to === day ? end : becomes.to;
    return { ...values, ...hours(start, to) };
  }
  const far = Math.round((Date.parse(becomes.date) - Date.parse(was.date)) / 86_400_000);
  const shift = Math.max(-start, Math.min(day - quarter - start, becomes.from - was.from));
  const next = values.allDay ? values : { ...values, ...hours(start + shift, end + shift) };
  const origin = addDays(was.date, tail ? -1 : 0);
  return far === 0 || !changesDay(values) ? next : onDay(next, origin, addDays(origin, far));
}

/** The same on another day; `was`: the day that is given up, nothing: that of a new schedule. */
function onDay(values: ScheduleValues, was: string | null, date: string): ScheduleValues {
  const { repeat, days, start_date, end_date } = values;
  const swap = (list: string[]) => {
    const [old, next] = [was && String(weekday(was)), String(weekday(date))];
    return old === null ? [next] : [...new Set(list.map(one => (one === old ? next : one)))];
  };
  if (repeat.kind === 'weekly') return { ...values, repeat: { ...repeat, days: swap(repeat.days) } };
  if (repeat.kind !== 'none') return values;
  if (days.length > 0) return { ...values, days: swap(days) };
  if (was !== null && start_date !== end_date) return values;
  return { ...values, start_date: date, end_date: date, repeat: noRepeat(date, date) };
}

function hours(from: number, to: number): Pick<ScheduleValues, 'allDay' | 'start_time' | 'end_time'> {
  return { allDay: from === 0 && to === day, start_time: hhmm(from), end_time: hhmm(to % day) };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
