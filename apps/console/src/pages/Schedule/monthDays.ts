import { addDays, instantOf, monday } from '../../lib/zone.ts';

/** What plays from one instant to another, scheduled or not. */
export interface Playing {
  /** Epoch ms, half open. */
  start: number;
  end: number;
  campaignId: number;
  name: string;
  /** `false`: the default campaign, because nothing is scheduled. */
  scheduled: boolean;
}

/** How long a campaign plays in a day. */
export interface Share {
  campaignId: number;
  name: string;
  /** ms */
  length: number;
  scheduled: boolean;
}

/** The days of a month's sheet: whole weeks from Monday on. */
export function monthDates(date: string): string[] {
  const first = monday(`${date.slice(0, 7)}-01`);
  const next = addMonths(`${date.slice(0, 7)}-01`, 1);
  const dates: string[] = [];
  for (let at = first; at < next || dates.length % 7 > 0; at = addDays(at, 1)) dates.push(at);
  return dates;
}

/** The same day of a month some months later; the last one where that month is shorter. */
export function addMonths(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), count % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(last, Number(date.slice(8))))).toISOString().slice(0, 10);
}

/** What plays in each day of a zone, the longest first; a day may have 23 or 25 hours. */
export function sharesOf(playing: readonly Playing[], dates: readonly string[], zone: string): Map<string, Share[]> {
  return new Map(
    dates.map(date => {
      const [from, to] = [instantOf(date, 0, zone), instantOf(addDays(date, 1), 0, zone)];
      const shares = new Map<string, Share>();
      for (const { start, end, campaignId, name, scheduled } of playing) {
        const length = Math.min(end, to) - Math.max(start, from);
        if (length <= 0) continue;
        const key = `${campaignId} ${scheduled}`;
        shares.set(key, { campaignId, name, scheduled, length: (shares.get(key)?.length ?? 0) + length });
      }
      return [date, [...shares.values()].sort((a, b) => Number(b.scheduled) - Number(a.scheduled) || b.length - a.length)];
    }),
  );
}

/** What came in and what went since another day: scheduled campaigns only. */
export function changesOf(now: readonly Share[], before: readonly Share[]): { enters: Set<number>; leaves: Share[] } {
  const ids = (shares: readonly Share[]) => new Set(shares.flatMap(({ scheduled, campaignId }) => (scheduled ? [campaignId] : [])));
  const [here, there] = [ids(now), ids(before)];
  return {
    enters: new Set([...here].filter(id => !there.has(id))),
    leaves: before.filter(({ scheduled, campaignId }) => scheduled && !here.has(campaignId)),
  };
}
