import { isDay } from '../../lib/search.ts';
import { addDays, instantOf, offsetAt, wall, wallClock } from '../../lib/zone.ts';

const minute = 60_000;
const day = 86_400_000;

/** What a wall clock in a zone means; `kind` tells the two days a year on which that is not plain. */
export interface WallTime {
  /** `gap`: the clock skips it; `twice`: the clock shows it twice. */
  kind: 'plain' | 'gap' | 'twice';
  /** Epoch ms, in order: two of what comes twice, else one; of what is skipped, the instant that the schedule takes for it. */
  instants: number[];
}

/** Reads a local date and minutes since its midnight as an instant of a zone. */
export function readWall(date: string, minutes: number, zone: string): WallTime {
  const wanted = wall(date, minutes);
  const found = [wanted - day, wanted + day].map(near => wanted - offsetAt(near, zone));
  const instants = [...new Set(found)].filter(at => isAt(at, date, minutes, zone)).sort((a, b) => a - b);
  if (instants.length === 0) return { kind: 'gap', instants: [instantOf(date, minutes, zone)] };
  return { kind: instants.length > 1 ? 'twice' : 'plain', instants };
}

/** Hours of a day at which a zone changes its clock. */
export interface ClockChange {
  /** `gap`: the clock skips them; `twice`: it shows them twice. */
  kind: 'gap' | 'twice';
  /** Minutes since midnight. */
  from: number;
  to: number;
}

/** Where the clock of a zone changes on a local date; `null` on most. */
export function clockChange(date: string, zone: string): ClockChange | null {
  // A minute before the day begins: some zones skip the first of its hours.
  let before = instantOf(date, 0, zone) - minute;
  let after = instantOf(addDays(date, 1), 0, zone) - minute;
  const [old, next] = [offsetAt(before, zone), offsetAt(after, zone)];
  if (old === next) return null;
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute;
    if (offsetAt(middle, zone) === old) before = middle;
    else after = middle;
  }
  const change = wallClock(after, zone).minutes;
  const far = (next - old) / minute;
  return far > 0 ? { kind: 'gap', from: Math.max(0, change - far), to: change } : { kind: 'twice', from: change, to: change - far };
}

/** An instant of a place as the page's address holds it. */
export interface Asked {
  date: string;
  /** Minutes since midnight. */
  minutes: number;
}

/** `2026-11-24T13:42`; `null` where it is none. */
export function readAsked(text: string | undefined): Asked | null {
  const [, date, hour, minute] = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/.exec(text ?? '') ?? [];
  if (!date || !isDay(date)) return null;
  return { date, minutes: Number(hour) * 60 + Number(minute) };
}

function isAt(at: number, date: string, minutes: number, zone: string): boolean {
  const clock = wallClock(at, zone);
  return clock.date === date && clock.minutes === minutes;
}
