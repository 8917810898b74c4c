import { addDays } from '../../lib/zone.ts';

/** Longest period that the plan is compared over, days; the API's own limit. */
export const longestComparison = 31;
/** Longest period of plays, days. */
export const longestPeriod = 366;

export const presets = ['today', 'yesterday', 'week', 'month'] as const;
export type Preset = (typeof presets)[number];

/** Two local dates, both included. */
export interface Period {
  from: string;
  to: string;
}

/** The dates of a preset, today included where it may be. */
export function presetPeriod(preset: Preset, today: string): Period {
  if (preset === 'today') return { from: today, to: today };
  if (preset === 'yesterday') return { from: addDays(today, -1), to: addDays(today, -1) };
  return { from: addDays(today, preset === 'week' ? -6 : -29), to: today };
}

/** Days in a period. */
export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** What the address asks for, put in order and cut to what one answer can hold; the last seven days by default. */
export function periodOf(from: string | undefined, to: string | undefined, today: string): Period {
  if (from === undefined && to === undefined) return presetPeriod('week', today);
  const [one, other] = [from ?? to ?? today, to ?? from ?? today];
  const period = one <= other ? { from: one, to: other } : { from: other, to: one };
  return daysIn(period) > longestPeriod ? { from: addDays(period.to, 1 - longestPeriod), to: period.to } : period;
}

/** The preset that means these dates, if one does. */
export function presetOf(period: Period, today: string): Preset | null {
  return presets.find(preset => same(presetPeriod(preset, today), period)) ?? null;
}

/** Every date of a period, in order. */
export function datesOf(period: Period): string[] {
  return Array.from({ length: daysIn(period) }, (_, index) => addDays(period.from, index));
}

const same = (a: Period, b: Period) => a.from === b.from && a.to === b.to;
