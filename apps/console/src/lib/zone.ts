const minute = 60_000;
const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone at an instant: local date and minutes since midnight. */
export function wallClock(instant: number, zone: string): { date: string; minutes: number } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
    minutes: Number(part.get('hour')) * 60 + Number(part.get('minute')),
  };
}

/** How far a zone's wall clock is from UTC at an instant, in ms to add. */
export function offsetAt(at: number, zone: string): number {
  const clock = wallClock(at, zone);
  return wall(clock.date, clock.minutes) - Math.floor(at / minute) * minute;
}

/** A local date and minutes since its midnight, written as if they were UTC, in ms. */
export function wall(date: string, minutes: number): number {
  return Date.parse(`${date}T00:00:00Z`) + minutes * minute;
}

/** The instant of a local date and minutes since its midnight, as the schedule takes it: of two the earlier; a time that a gap skips moves forward. */
export function instantOf(date: string, minutes: number, zone: string): number {
  const wanted = wall(date, minutes);
  // A day on either side is beyond any offset: these hold before and after a change nearby.
  const [before, after] = [offsetAt(wanted - day, zone), offsetAt(wanted + day, zone)];
  const [early, late] = [wanted - before, wanted - after];
  return before === after || offsetAt(early, zone) === before || offsetAt(late, zone) !== after ? early : late;
}

/** A local date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The weekday of a local date. */
export function weekday(date: string): Weekday {
  return new Date(`${date}T00:00:00Z`).getUTCDay() as Weekday;
}

/** The Monday of a date's week. */
export function monday(date: string): string {
  return addDays(date, -((weekday(date) + 6) % 7));
}

/** Whether two zones show the same time at this instant. */
export function sameTime(a: string, b: string, at: number): boolean {
  const [one, other] = [wallClock(at, a), wallClock(at, b)];
  return one.date === other.date && one.minutes === other.minutes;
}

/** The viewer's own zone. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Minutes since midnight as `HH:MM`; the end of the day is 24:00. */
export function hhmm(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
