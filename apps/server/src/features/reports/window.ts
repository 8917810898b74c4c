import { ScheduleError } from '@tvs/schedule';
import { instantToLocal, localToInstant } from '@tvs/schedule/zones';
import { rule } from '../../platform/errors.ts';

const day = 86_400_000;

/** The local days that a report is about. */
export interface Window {
  /** Local dates, both included. */
  dates: readonly string[];
  timezone: string;
  /** Epoch ms at which each of the days begins, and at last the end. */
  edges: readonly number[];
  from: number;
  /** Exclusive. */
  to: number;
}

export interface Asked {
  from?: string | undefined;
  to?: string | undefined;
}

/** Reads the dates asked for in a zone; without them the last `standard` days, today included. Throws 422 beyond `longest` days. */
export function windowOf(
  asked: Asked,
  timezone: string,
  now: number,
  { standard, longest }: { standard: number; longest: number },
): Window {
  const last = asked.to ?? (asked.from === undefined ? today(timezone, now) : later(asked.from, standard - 1));
  const first = asked.from ?? later(last, 1 - standard);
  const days = (Date.parse(last) - Date.parse(first)) / day + 1;
  if (days < 1) throw rule('to', 'must not lie before from');
  if (days > longest) throw rule('from', `lies more than ${longest} days before to`);
  const dates = Array.from({ length: days }, (_, index) => later(first, index));
  const edges = [...dates, later(last, 1)].map(date => midnight(timezone, date));
  return { dates, timezone, edges, from: edges[0] ?? 0, to: edges.at(-1) ?? 0 };
}

/** The date of an instant within the window. */
export function dateAt({ dates, edges }: Window, at: number): string {
  let low = 0;
  let high = dates.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return dates[low] ?? '';
}

const today = (timezone: string, now: number) => instantToLocal(timezone, now).date;

function later(date: string, days: number): string {
  const text = new Date(Date.parse(date) + days * day).toISOString();
  if (text.length !== 24) throw rule('from', 'lies outside the years that can be asked for');
  return text.slice(0, 10);
}

function midnight(timezone: string, date: string): number {
  try {
    return localToInstant(timezone, date);
  } catch (error) {
    if (error instanceof ScheduleError) throw rule('from', 'lies outside the years that can be asked for');
    throw error;
  }
}
