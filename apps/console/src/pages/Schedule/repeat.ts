import type { paths } from '../../api/schema.gen.ts';

type Rule = NonNullable<paths['/schedules/check']['post']['requestBody']['content']['application/json']['recurrence_rule']>;
type Weekday = NonNullable<Rule['wkst']>;

export type { Rule };

/** 0 = Sunday, as everywhere. */
const codes: readonly Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const kinds = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly', YEARLY: 'yearly' } as const;
const freqs = { daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', yearly: 'YEARLY' } as const;

/** A recurrence as the form holds it. Its last day is the schedule's own. */
export interface Repeat {
  /** `kept`: a rule that these fields can't say; it stays as it is. */
  kind: 'none' | 'daily' | 'weekly' | 'monthly' | 'yearly' | 'kept';
  interval: number | string;
  /** Weekly: 0 = Sunday. */
  days: string[];
  /** Monthly and yearly: a day of the month, or the n-th weekday of it. */
  by: 'day' | 'weekday';
  /** 1 to 31; -1 is the last. */
  monthday: string;
  /** 1 to 4; -1 is the last. */
  nth: string;
  weekday: string;
  /** Yearly: 1 = January. */
  month: string;
  ends: 'never' | 'on' | 'after';
  count: number | string;
  exdates: string[];
  kept: Rule | null;
}

/** A recurrence that isn't one yet; its fields begin at what the first day suggests. */
export function noRepeat(startDate: string, endDate: string | null): Repeat {
  const date = new Date(`${startDate}T00:00:00Z`);
  const day = date.getUTCDate();
  return {
    kind: 'none',
    interval: 1,
    days: [],
    by: 'day',
    monthday: String(day),
    nth: day > 28 ? '-1' : String(Math.ceil(day / 7)),
    weekday: String(date.getUTCDay()),
    month: String(date.getUTCMonth() + 1),
    ends: endDate === null ? 'never' : 'on',
    count: 10,
    exdates: [],
    kept: null,
  };
}

/** A rule as the form holds it; one that the form can't say is kept whole. */
export function readRepeat(rule: Rule | null, startDate: string, endDate: string | null): Repeat {
  const none = noRepeat(startDate, endDate);
  if (!rule) return none;
  const kept: Repeat = { ...none, kind: 'kept', kept: rule };
  if (rule.bysetpos || rule.rdates?.length || (rule.wkst && rule.wkst !== 'MO')) return kept;
  const places = placesOf(rule, none);
  if (!places) return kept;
  const counted = rule.count != null;
  return {
    ...none,
    ...places,
    kind: kinds[rule.freq],
    interval: rule.interval ?? 1,
    ends: counted ? 'after' : (rule.until ?? endDate) ? 'on' : 'never',
    ...(counted && { count: rule.count ?? 1 }),
    exdates: rule.exdates ?? [],
  };
}

/** Which days of its period a rule takes, if the form has fields for it. */
function placesOf(rule: Rule, none: Repeat): Partial<Repeat> | null {
  const { freq, byday, bymonthday, bymonth } = rule;
  if (freq === 'DAILY') return byday || bymonthday || bymonth ? null : {};
  if (freq === 'WEEKLY') {
    if (bymonthday || bymonth) return null;
    return { days: byday ? byday.map(day => String(codes.indexOf(day as Weekday))) : [none.weekday] };
  }
  // A year without a month, or with several, and a month only in some months.
  if (freq === 'YEARLY' ? bymonth?.length !== 1 && Boolean(bymonth || byday || bymonthday) : bymonth) return null;
  const month = { month: String(bymonth?.[0] ?? none.month) };
  if (!byday && !bymonthday) return { ...month, by: 'day' };
  if (byday && bymonthday) return null;
  if (bymonthday) {
    const [day] = bymonthday;
    return bymonthday.length === 1 && day !== undefined && day >= -1 ? { ...month, by: 'day', monthday: String(day) } : null;
  }
  const [, nth, code] = /^\+?(-1|[1-4])(\w\w)$/.exec(byday?.length === 1 ? (byday[0] ?? '') : '') ?? [];
  return nth ? { ...month, by: 'weekday', nth, weekday: String(codes.indexOf(code as Weekday)) } : null;
}

/** The rule that the form says; `null`: none. */
export function writeRepeat(repeat: Repeat, endDate: string | null): Rule | null {
  const { kind, interval, days, by, monthday, nth, weekday, month, ends, count, exdates, kept } = repeat;
  if (kind === 'none') return null;
  if (kind === 'kept') return kept;
  const inMonth = by === 'day' ? { bymonthday: [Number(monthday)] } : { byday: [`${nth}${codes[Number(weekday)]}`] };
  return {
    freq: freqs[kind],
    ...(Number(interval) > 1 && { interval: Number(interval) }),
    ...(kind === 'weekly' && { byday: inOrder(days).map(day => codes[Number(day)] ?? 'MO') }),
    ...(kind === 'yearly' && { bymonth: [Number(month)] }),
    ...((kind === 'monthly' || kind === 'yearly') && inMonth),
    ...(ends === 'after' && { count: Number(count) }),
    ...(ends === 'on' && endDate !== null && { until: endDate }),
    ...(exdates.length > 0 && { exdates: exdates.toSorted() }),
  };
}

/** Monday first. */
function inOrder(days: readonly string[]): string[] {
  return days.toSorted((a, b) => ((Number(a) + 6) % 7) - ((Number(b) + 6) % 7));
}
