import { DAY, EVERY_DAY, MAX_DAY, mod, NEVER, parseDate, parseTime } from './dates.ts';
import { bitsOf, has } from './recurrence/bits.ts';
import { type Recurrence, recurrenceOf } from './recurrence/recurrence.ts';
import type { CampaignWindow, Dated, Instant, Schedule } from './types.ts';
import type { Zone } from './zone.ts';

const HOUR = 3_600_000;

/** Some of the dates on which a campaign may play, and the instants between which they do. */
interface Span {
  last: number;
  from: Instant;
  to: Instant;
}

/** A campaign, and the instants between which its own dates let it play. */
export interface Clip {
  campaign: CampaignWindow;
  from: Instant;
  to: Instant;
  /** Of that, in order, what lies on dates on which something of it is valid. */
  spans: readonly Span[];
}

export function clipOf(campaign: CampaignWindow, zone: Zone): Clip {
  const { start_date: valid_from, end_date: valid_until, valid = [{}] } = campaign;
  const [from, to] = instantsOf({ valid_from, valid_until }, zone);
  const spans = valid.map(dates => {
    const [begin, end] = instantsOf(dates, zone);
    return { last: dates.valid_until == null ? NEVER : parseDate(dates.valid_until), from: Math.max(from, begin), to: Math.min(to, end) };
  });
  return { campaign, from, to, spans };
}

/** From when and until when local dates last; `NaN` for one that is none. */
export function instantsOf({ valid_from, valid_until }: Dated, zone: Zone): [Instant, Instant] {
  return [
    valid_from == null ? -NEVER : zone.instant(parseDate(valid_from) * DAY),
    valid_until == null ? NEVER : zone.instant((parseDate(valid_until) + 1) * DAY),
  ];
}

const NONE: Span = { last: NEVER, from: NEVER, to: -NEVER };

/** That of a date, or the next. No run touches two: between them lies a whole date, and no run is longer. */
export function spanAt({ spans }: Clip, date: number): Span {
  // Asked for each date of each schedule: most campaigns have one span, which is found without a call.
  for (const span of spans) if (date <= span.last) return span;
  return NONE;
}

/** One schedule made ready to be asked: its dates in order, and the occurrence of each. */
export interface Plan {
  schedule: Schedule;
  clip: Clip;
  zone: Zone;
  /** Place in the chain: 0 = everywhere, the greatest = the player's own location, -1 = elsewhere. */
  depth: number;
  /** What decides who wins, by the first that differs: schedule priority, campaign priority, depth, id. */
  rank: readonly number[];
  /** First and last date that can have an occurrence. Where nothing ends it, the last is `MAX_DAY`. */
  first: number;
  last: number;
  /** Of the occurrence, in milliseconds from the midnight that its date begins with. It lasts a day at most. */
  from: number;
  to: number;
  /** The bits of the hours of the day that it plays in. */
  hours: number;
  /** The seven bits of the weekdays that it can be on. */
  weekdays: number;
  recurrence: Recurrence | undefined;
  /** Its own dates in order, beside the recurrence, and those that are none. */
  extra: readonly number[];
  except: ReadonlySet<number>;
}

/** @param schedule one that has passed `validateSchedule` */
export function planOf(schedule: Schedule, clip: Clip, depth: number, zone: Zone): Plan {
  const { start_date, end_date, start_time, end_time, days_of_week, recurrence_rule: rule } = schedule;
  const start = parseDate(start_date);
  const from = start_time == null ? 0 : parseTime(start_time);
  let to = end_time == null ? DAY : parseTime(end_time);
  if (to <= from) to += DAY;
  let last = end_date == null ? MAX_DAY : parseDate(end_date);
  let weekdays = days_of_week ? bitsOf(days_of_week) : EVERY_DAY;
  const extra =
    rule?.rdates
      ?.map(parseDate)
      .filter(day => has(weekdays, day))
      .sort((a, b) => a - b) ?? [];
  const except = new Set(rule?.exdates?.map(parseDate));
  let recurrence = rule ? recurrenceOf(rule, start, weekdays, last) : undefined;
  if (recurrence && extra.length === 0) {
    ({ last, weekdays } = recurrence);
    // What the weekdays say needs no recurrence.
    if (recurrence.plain) recurrence = undefined;
  }
  return {
    schedule,
    clip,
    zone,
    depth,
    rank: [schedule.priority, clip.campaign.priority, depth, schedule.id],
    // What begins the day before a campaign may last into it; a day more, as a zone may skip one.
    first: Math.max(start, Math.floor(spanAt(clip, -NEVER).from / DAY) - 3),
    last: Math.min(last, Math.floor(Math.max(...clip.spans.map(({ to }) => to)) / DAY) + 1),
    from,
    to,
    hours: hoursOf(from, to),
    weekdays,
    recurrence,
    extra,
    except,
  };
}

/** The first date of an occurrence at or after `day`, or `Infinity`. */
export function nextDate(plan: Plan, day: number): number {
  let date = candidate(plan, Math.max(day, plan.first));
  while (date <= plan.last && plan.except.has(date)) date = candidate(plan, date + 1);
  return date <= plan.last ? date : NEVER;
}

function candidate({ recurrence, extra, weekdays }: Plan, day: number): number {
  if (recurrence) return Math.min(recurrence.next(day), extra.find(date => date >= day) ?? NEVER);
  let date = day;
  if (weekdays) while (!has(weekdays, date)) date++;
  return weekdays ? date : NEVER;
}

/** The hours of the day, as 24 bits, that the time from one wall clock to another touches. */
export function hoursOf(from: number, to: number): number {
  let hours = 0;
  for (let hour = Math.floor(from / HOUR); hour * HOUR < Math.min(to, from + DAY); hour++) hours |= 1 << mod(hour, 24);
  return hours;
}

/** Where in `rank` two plans differ first; they differ in the id at least. */
export function firstDifference(a: Plan, b: Plan): number {
  let i = 0;
  while (a.rank[i] === b.rank[i]) i++;
  return i;
}

/** When the occurrence of a date begins; at or after its end when there is nothing left of it. */
export function startOf({ clip, zone, from }: Plan, date: number): Instant {
  return Math.max(spanAt(clip, date).from, zone.instant(date * DAY + from));
}

export function endOf({ clip, zone, to }: Plan, date: number): Instant {
  return Math.min(spanAt(clip, date).to, zone.instant(date * DAY + to));
}

/** Would an occurrence of that date last over the instant? */
export function covers(plan: Plan, date: number, at: Instant): boolean {
  return startOf(plan, date) <= at && at < endOf(plan, date);
}

/** The first date whose occurrence may last over an instant or follow it: two before, as where the date line moves a zone one is skipped. */
export function firstAround(plan: Plan, at: Instant): number {
  return nextDate(plan, plan.zone.dayOf(at) - 2);
}

export function isOn(plan: Plan, at: Instant): boolean {
  const last = plan.zone.dayOf(at) + 1;
  for (let date = firstAround(plan, at); date <= last; date = nextDate(plan, date + 1)) if (covers(plan, date, at)) return true;
  return false;
}
