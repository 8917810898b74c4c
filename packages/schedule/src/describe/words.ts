import type { Byday } from './byday.ts';

/** What a language must be able to say for `describe`. Weekdays are 0 = Sunday; ordinals 1 = first, -1 = last. */
export interface Words {
  /** Passed to `Intl` for names of months, dates and lists. */
  locale: string;
  /** "every 2 weeks" */
  every(freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY', interval: number): string;
  /** "from Monday to Friday" */
  fromTo(first: number, last: number): string;
  /** "on Friday", and with `every`, where a period has several of them: "on every Friday" */
  onWeekdays(weekdays: number[], every: boolean): string;
  /** "on the last Friday" */
  onOrdinals(days: Byday[], inYear: boolean): string;
  /** "on day 15", "on days 8 to 14", "on the last day": one or more of the month */
  onDays(days: string[]): string;
  /** "the last day" with -1, in a row with days */
  dayFromEnd(n: number): string;
  /** "8 to 14" */
  span(first: string, last: string): string;
  /** "on March 1" */
  onDates(dates: string): string;
  /** "in March and May" */
  inMonths(months: string): string;
  /** "if it falls {on days 8 to 14}" */
  falling(where: string): string;
  /** "but only the first and last of these dates" */
  picking(ordinals: number[]): string;
  only: string;
  until(date: string): string;
  times(count: number): string;
  except(dates: string): string;
  also(dates: string): string;
  /** "5 dates", when they are too many to name */
  someDates(count: number): string;
}
