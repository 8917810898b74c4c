import { DAY, MAX_DAY, MINUTE, parseDate, parseTime, weekdayOf } from './dates.ts';
import { bitsOf } from './recurrence/bits.ts';
import { type Parts, partsOf } from './recurrence/parts.ts';
import { Recurrence } from './recurrence/recurrence.ts';
import type { CampaignWindow, Instant, Schedule } from './types.ts';
import type { Zone } from './zones.ts';

const EVERY_DAY = 127;

/** The instants and dates that a campaign's own dates leave. */
export interface Clip {
  campaign: CampaignWindow;
  from: Instant;
  to: Instant;
  firstDay: number;
  lastDay: number;
}

export function clipOf(campaign: CampaignWindow, zone: Zone): Clip {
  const first = campaign.start_date == null ? Number.NEGATIVE_INFINITY : parseDate(campaign.start_date);
  const last = campaign.end_date == null ? Number.POSITIVE_INFINITY : parseDate(campaign.end_date);
  return {
    campaign,
    from: first === Number.NEGATIVE_INFINITY ? first : zone.instant(first * DAY),
    to: last === Number.POSITIVE_INFINITY ? last : zone.instant((last + 1) * DAY),
    firstDay: first,
    lastDay: last,
  };
}

/** One schedule made ready to be asked: its dates in order, and the occurrence of each. */
export class Plan {
  readonly schedule: Schedule;
  readonly clip: Clip;
  /** Place in the chain, 0 = everywhere, the greatest = the player's own location. */
  readonly depth: number;
  /** First and last date that can have an occurrence. Where nothing ends it, the last is `MAX_DAY`. */
  readonly first: number;
  readonly last: number;
  /** Of the occurrence, in milliseconds from the midnight its date begins with. `to - from` is at most a day. */
  readonly from: number;
  readonly to: number;
  /** The seven bits of the weekdays that it can be on. */
  readonly weekdays: number;
  readonly #recurrence: Recurrence | undefined;
  readonly #extra: readonly number[];
  readonly #except: ReadonlySet<number>;
  readonly lastException: number;

  /** @param schedule one that has passed `checkSchedule` */
  constructor(schedule: Schedule, clip: Clip, depth: number) {
    this.schedule = schedule;
    this.clip = clip;
    this.depth = depth;
    const start = parseDate(schedule.start_date);
    let last = schedule.end_date == null ? MAX_DAY : Math.min(MAX_DAY, parseDate(schedule.end_date));
    this.from = schedule.start_time == null ? 0 : parseTime(schedule.start_time) * MINUTE;
    const to = schedule.end_time == null ? DAY : parseTime(schedule.end_time) * MINUTE;
    this.to = to <= this.from ? to + DAY : to;
    let weekdays = schedule.days_of_week ? bitsOf(schedule.days_of_week) : EVERY_DAY;
    const rule = schedule.recurrence_rule;
    this.#except = rule?.exdates?.length ? new Set(rule.exdates.map(parseDate)) : NONE;
    this.lastException = Math.max(Number.NEGATIVE_INFINITY, ...this.#except);
    const inside = (day: number) => day >= start && day <= last && (weekdays >> weekdayOf(day)) & 1;
    this.#extra = rule?.rdates?.length
      ? rule.rdates
          .map(parseDate)
          .filter(inside)
          .sort((a, b) => a - b)
      : [];
    if (rule) {
      const parts = partsOf(rule, start);
      const recurrence = new Recurrence(parts, weekdays, last);
      const plain = this.#extra.length === 0 ? plainWeekdays(parts) : 0;
      if (plain === 0) this.#recurrence = recurrence;
      else {
        last = recurrence.last;
        weekdays &= plain;
      }
    }
    this.weekdays = weekdays;
    // What begins the day before a campaign may last into it; a day more, as a zone may skip one.
    this.first = Math.max(start, clip.firstDay - 2);
    this.last = Math.min(last, clip.lastDay + 1);
  }

  /** The first date of an occurrence at or after `day`, or `Infinity`. */
  next(day: number): number {
    let date = this.#candidate(Math.max(day, this.first));
    while (date <= this.last && this.#except.has(date)) date = this.#candidate(date + 1);
    return date <= this.last ? date : Number.POSITIVE_INFINITY;
  }

  /** When the occurrence of a date begins; at or after its end when there is nothing left of it. */
  start(date: number, zone: Zone): Instant {
    return Math.max(this.clip.from, zone.instant(date * DAY + this.from));
  }

  end(date: number, zone: Zone): Instant {
    return Math.min(this.clip.to, zone.instant(date * DAY + this.to));
  }

  /** Does it play on all dates from `first` to `last`? */
  get daily(): boolean {
    return !this.#recurrence && this.weekdays === EVERY_DAY && this.#except.size === 0;
  }

  #candidate(day: number): number {
    if (this.#recurrence) {
      const date = this.#recurrence.next(day);
      for (const extra of this.#extra) if (extra >= day) return Math.min(date, extra);
      return date;
    }
    if (this.weekdays === 0) return Number.POSITIVE_INFINITY;
    let date = day;
    for (let weekday = weekdayOf(day); ((this.weekdays >> weekday) & 1) === 0; weekday = (weekday + 1) % 7) date++;
    return date;
  }
}

const NONE: ReadonlySet<number> = new Set();

/** The weekdays of a rule that says no more than them, which then needs no recurrence at all; else 0. */
function plainWeekdays(parts: Parts): number {
  const { freq, interval, months, anyDate, anyWeekday, ordinals, setpos, weekdays } = parts;
  if (interval > 1 || months || !anyDate || ordinals.length || setpos.length || (freq !== 'DAILY' && freq !== 'WEEKLY')) return 0;
  return anyWeekday ? EVERY_DAY : weekdays;
}
