/**
 * The specification once more, written for nothing but to be believed: day by day, straight from RFC 5545, slow, sharing no code with the engine.
 */
import type { CampaignWindow, Programme, RecurrenceRule, Schedule } from '../src/types.ts';

const DAY = 86_400_000;
const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const toDate = (text: string) => new Date(`${text}T00:00:00Z`);
const toText = (date: Date) => date.toISOString().slice(0, 10);
const plus = (date: Date, days: number) => new Date(date.getTime() + days * DAY);
const lastOfMonth = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** The dates of a schedule up to and including `horizon`. */
export function datesOf(schedule: Schedule, horizon: string): string[] {
  const rule = schedule.recurrence_rule;
  const end = schedule.end_date !== null && schedule.end_date < horizon ? schedule.end_date : horizon;
  const dates = new Set<string>();
  let counted = 0;
  for (let date = toDate(schedule.start_date); toText(date) <= end; date = plus(date, 1)) {
    const text = toText(date);
    if (rule) {
      const given = isGiven(rule, toDate(schedule.start_date), date);
      if (given) counted++;
      const cut = (rule.until != null && text > rule.until) || (rule.count != null && counted > rule.count);
      if ((given && !cut) || rule.rdates?.includes(text)) dates.add(text);
      if (rule.exdates?.includes(text)) dates.delete(text);
    } else dates.add(text);
    if (schedule.days_of_week && !schedule.days_of_week.includes(date.getUTCDay())) dates.delete(text);
  }
  return [...dates];
}

/** Even slow has its limits: the set that BYSETPOS picks from, of each period of a rule. */
const sets = new WeakMap<RecurrenceRule, Map<number, string[]>>();

function isGiven(rule: RecurrenceRule, start: Date, date: Date): boolean {
  const [from, to] = periodOf(rule, date);
  if (periodsBetween(rule, start, date) % (rule.interval ?? 1) !== 0) return false;
  if (!rule.bysetpos) return passes(rule, start, date);
  let set = sets.get(rule)?.get(+from);
  if (!set) {
    set = [];
    for (let d = from; d <= to; d = plus(d, 1)) if (passes(rule, start, d)) set.push(toText(d));
    sets.set(rule, (sets.get(rule) ?? new Map<number, string[]>()).set(+from, set));
  }
  return rule.bysetpos.some(n => set.at(n > 0 ? n - 1 : n) === toText(date) && Math.abs(n) <= set.length);
}

function periodOf(rule: RecurrenceRule, date: Date): [Date, Date] {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (rule.freq === 'DAILY') return [date, date];
  if (rule.freq === 'MONTHLY') return [new Date(Date.UTC(year, month, 1)), new Date(Date.UTC(year, month + 1, 0))];
  if (rule.freq === 'YEARLY') return [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 11, 31))];
  let first = date;
  while (NAMES[first.getUTCDay()] !== (rule.wkst ?? 'MO')) first = plus(first, -1);
  return [first, plus(first, 6)];
}

function periodsBetween(rule: RecurrenceRule, start: Date, date: Date): number {
  const days = (periodOf(rule, date)[0].getTime() - periodOf(rule, start)[0].getTime()) / DAY;
  const years = date.getUTCFullYear() - start.getUTCFullYear();
  if (rule.freq === 'DAILY') return days;
  if (rule.freq === 'WEEKLY') return days / 7;
  return rule.freq === 'YEARLY' ? years : years * 12 + date.getUTCMonth() - start.getUTCMonth();
}

function passes(rule: RecurrenceRule, start: Date, date: Date): boolean {
  const { freq, byday, bymonthday, bymonth } = rule;
  const day = date.getUTCDate();
  if (bymonth && !bymonth.includes(date.getUTCMonth() + 1)) return false;
  if (bymonthday && !bymonthday.some(n => (n > 0 ? n === day : lastOfMonth(date) + n + 1 === day))) return false;
  if (byday && !byday.some(text => isByday(text, freq === 'YEARLY' && !bymonth, date))) return false;
  if (byday || bymonthday || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return date.getUTCDay() === start.getUTCDay();
  if (freq === 'YEARLY' && !bymonth && date.getUTCMonth() !== start.getUTCMonth()) return false;
  return day === start.getUTCDate();
}

function isByday(text: string, inYear: boolean, date: Date): boolean {
  if (NAMES[date.getUTCDay()] !== text.slice(-2)) return false;
  const n = Number(text.slice(0, -2));
  if (n === 0) return true;
  const same = (d: Date) => d.getUTCFullYear() === date.getUTCFullYear() && (inYear || d.getUTCMonth() === date.getUTCMonth());
  let position = 1;
  for (let d = plus(date, -7 * Math.sign(n)); same(d); d = plus(d, -7 * Math.sign(n))) position++;
  return position === Math.abs(n);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local date and time at an instant, as milliseconds of the same reading in UTC. */
export function wallAt(timezone: string, at: number): number {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timezone, format);
  }
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) + (at % 1000);
}

/** Temporal's `compatible`, by looking: the first instant that reads so, else as far after the gap as the reading is into it. */
export function instantOf(timezone: string, wall: number): number {
  const offsets = [-30, -20, -10, 0, 10, 20, 30].map(hours => wallAt(timezone, wall + hours * 3_600_000) - wall - hours * 3_600_000);
  const readings = offsets.map(offset => wall - offset).filter(at => wallAt(timezone, at) === wall);
  return readings.length > 0 ? Math.min(...readings) : wall - (offsets[0] ?? 0);
}

/** All runs of a schedule that touch the window, clipped by its campaign and by the dates on which that has something valid. */
export function occurrencesOf(schedule: Schedule, campaign: CampaignWindow, timezone: string, from: number, to: number) {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const at = (date: string, minute: number) => instantOf(timezone, toDate(date).getTime() + minute * 60_000);
  const start = minutes(schedule.start_time ?? '00:00');
  let end = schedule.end_time === null ? 1440 : minutes(schedule.end_time);
  if (end <= start) end += 1440;
  const first = campaign.start_date === null ? -Infinity : at(campaign.start_date, 0);
  const last = campaign.end_date === null ? Infinity : at(campaign.end_date, 1440);
  return datesOf(schedule, toText(new Date(to + 3 * DAY)))
    .filter(date => toDate(date).getTime() > from - 4 * DAY)
    .flatMap(date =>
      (campaign.valid ?? [{}]).map(({ valid_from, valid_until }) => ({
        start: Math.max(first, from, at(date, start), valid_from == null ? -Infinity : at(valid_from, 0)),
        end: Math.min(last, to, at(date, end), valid_until == null ? Infinity : at(valid_until, 1440)),
      })),
    )
    .filter(occurrence => occurrence.start < occurrence.end);
}

/** Who plays at an instant. */
export function playsAt(programme: Programme, at: number): { schedule_id: number | null; campaign_id: number | null } {
  const on = programme.schedules.flatMap(schedule => {
    const campaign = programme.campaigns.find(c => c.id === schedule.campaign_id);
    const place = schedule.location_id === null ? programme.location_chain.length : programme.location_chain.indexOf(schedule.location_id);
    if (!campaign?.is_active || !schedule.is_active || place < 0) return [];
    if (occurrencesOf(schedule, campaign, programme.timezone, at, at + 1).length === 0) return [];
    return [{ schedule, rank: [schedule.priority, campaign.priority, -place, schedule.id] }];
  });
  on.sort((a, b) => a.rank.reduce((order, n, i) => order || (b.rank[i] ?? 0) - n, 0));
  const winner = on[0]?.schedule;
  return winner
    ? { schedule_id: winner.id, campaign_id: winner.campaign_id }
    : { schedule_id: null, campaign_id: programme.default_campaign_id ?? null };
}
