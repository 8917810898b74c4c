import { DAY, MAX_DAY, mod, parseDate, parseTime, weekdayOf } from './dates.ts';
import { bitsOf } from './recurrence/bits.ts';
import { onlyWeekdays, partsOf } from './recurrence/parts.ts';
import { Recurrence } from './recurrence/recurrence.ts';
import type { CampaignWindow, Instant, LocalDate, Schedule } from './types.ts';
import type { Zone } from './zones.ts';

const NEVER = Number.POSITIVE_INFINITY;
const EVERY_DAY = 127;
const HOUR = 3_600_000;
const NONE: ReadonlySet<number> = new Set();

/** A campaign, and the instants between which its own dates let it play. */
export interface Clip {
  campaign: CampaignWindow;
  from: Instant;
  to: Instant;
}

export function clipsOf(campaigns: readonly CampaignWindow[], zone: Zone): Map<number, Clip> {
  const midnight = (date: LocalDate, later: number) => zone.instant((parseDate(date) + later) * DAY);
  return new Map(
    campaigns.map(campaign => {
      const { id, start_date, end_date } = campaign;
      return [
        id,
        { campaign, from: start_date == null ? -NEVER : midnight(start_date, 0), to: end_date == null ? NEVER : midnight(end_date, 1) },
      ];
    }),
  );
}

/** The hours of the day, as 24 bits, that the time from one wall clock to another touches. */
export function hoursOf(from: number, to: number): number {
  let hours = 0;
  for (let hour = Math.floor(from / HOUR); hour * HOUR < Math.min(to, from + DAY); hour++) hours |= 1 << mod(hour, 24);
  return hours;
}

/** One schedule made ready to be asked: its dates in order, and the occurrence of each. */
export class Plan {
  /** First and last date that can have an occurrence. Where nothing ends it, the last is `MAX_DAY`. */
  readonly first: number;
  readonly last: number;
  /** Of the occurrence, in milliseconds from the midnight that its date begins with. It lasts a day at most. */
  readonly from: number;
  readonly to: number;
  /** The bits of the hours of the day that it plays in. */
  readonly hours: number;
  /** The seven bits of the weekdays that it can be on. */
  readonly weekdays: number;
  readonly recurrence: Recurrence | undefined;
  readonly #extra: readonly number[];
  readonly #except: ReadonlySet<number>;

  /**
   * @param schedule one that has passed `validateSchedule`
   * @param depth place in the chain, 0 = everywhere, the greatest = the player's own location
   */
  constructor(
    readonly schedule: Schedule,
    readonly clip: Clip,
    readonly depth: number,
    readonly zone: Zone,
  ) {
    const { start_date, end_date, start_time, end_time, days_of_week, recurrence_rule: rule } = schedule;
    const start = parseDate(start_date);
    let last = end_date == null ? MAX_DAY : parseDate(end_date);
    this.from = start_time == null ? 0 : parseTime(start_time);
    const to = end_time == null ? DAY : parseTime(end_time);
    this.to = to <= this.from ? to + DAY : to;
    this.hours = hoursOf(this.from, this.to);
    let weekdays = days_of_week ? bitsOf(days_of_week) : EVERY_DAY;
    const isOnWeekday = (day: number) => (weekdays >> weekdayOf(day)) & 1;
    this.#extra =
      rule?.rdates
        ?.map(parseDate)
        .filter(isOnWeekday)
        .sort((a, b) => a - b) ?? [];
    this.#except = rule?.exdates ? new Set(rule.exdates.map(parseDate)) : NONE;
    if (rule) {
      const parts = partsOf(rule, start);
      const recurrence = new Recurrence(parts, rule, weekdays, last);
      if (this.#extra.length > 0) this.recurrence = recurrence;
      else {
        last = recurrence.last;
        if (!onlyWeekdays(parts)) this.recurrence = recurrence;
        if (parts.ordinals.length === 0) weekdays &= parts.weekdays;
      }
    }
    this.weekdays = weekdays;
    // What begins the day before a campaign may last into it; a day more, as a zone may skip one.
    this.first = Math.max(start, Math.floor(clip.from / DAY) - 3);
    this.last = Math.min(last, Math.floor(clip.to / DAY) + 1);
  }

  /** The first date of an occurrence at or after `day`, or `Infinity`. */
  next(day: number): number {
    let date = this.#candidate(Math.max(day, this.first));
    while (date <= this.last && this.#except.has(date)) date = this.#candidate(date + 1);
    return date <= this.last ? date : NEVER;
  }

  /** When the occurrence of a date begins; at or after its end when there is nothing left of it. */
  start(date: number): Instant {
    return Math.max(this.clip.from, this.zone.instant(date * DAY + this.from));
  }

  end(date: number): Instant {
    return Math.min(this.clip.to, this.zone.instant(date * DAY + this.to));
  }

  /** Is it on? */
  isOn(at: Instant): boolean {
    // A day further than midnight asks for: where the zone changes its date line, one is skipped or comes twice.
    const day = this.zone.dayOf(at);
    for (let date = this.next(day - 2); date <= day + 1; date = this.next(date + 1)) if (this.covers(date, at)) return true;
    return false;
  }

  /** Would an occurrence of that date last over the instant? */
  covers(date: number, at: Instant): boolean {
    return this.start(date) <= at && at < this.end(date);
  }

  /** Is it on all dates from `first` to `last`? */
  get everyDay(): boolean {
    return !this.recurrence && this.weekdays === EVERY_DAY && this.#except.size === 0;
  }

  #candidate(day: number): number {
    if (this.recurrence) return Math.min(this.recurrence.next(day), this.#extra.find(date => date >= day) ?? NEVER);
    let date = day;
    if (this.weekdays) while (((this.weekdays >> weekdayOf(date)) & 1) === 0) date++;
    return this.weekdays ? date : NEVER;
  }
}
