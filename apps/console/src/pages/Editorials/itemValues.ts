import type { EditorialItem } from '@tvs/protocol';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import { hhmm, instantOf, wallClock } from '../../lib/zone.ts';

/** An item as its form holds it: dates and times as one writes them, in one zone. */
export interface ItemValues {
  title: string;
  body: string;
  link: string;
  published_date: string | null;
  published_time: string;
  expires_date: string | null;
  expires_time: string;
}

export const noItem: ItemValues = {
  title: '',
  body: '',
  link: '',
  published_date: null,
  published_time: '',
  expires_date: null,
  expires_time: '',
};

export function itemValues({ title, body, link, published_at, expires_at }: EditorialItem, zone: string): ItemValues {
  const [published, expires] = [clockOf(published_at, zone), clockOf(expires_at, zone)];
  return {
    title,
    body: body ?? '',
    link: link ?? '',
    published_date: published.date,
    published_time: published.time,
    expires_date: expires.date,
    expires_time: expires.time,
  };
}

/** As the server takes it. A day without a time begins, or is over, at midnight. */
export function itemBody(values: ItemValues, zone: string) {
  return {
    title: values.title.trim(),
    body: values.body.trim() || null,
    link: values.link.trim() || null,
    published_at: instant(values.published_date, values.published_time || '00:00', zone),
    expires_at: instant(values.expires_date, values.expires_time || '24:00', zone),
  };
}

function clockOf(at: string | null, zone: string): { date: string | null; time: string } {
  if (at === null) return { date: null, time: '' };
  const { date, minutes } = wallClock(Date.parse(at), zone);
  return { date, time: hhmm(minutes) };
}

function instant(date: string | null, time: string, zone: string): string | null {
  if (!isDate(date) || !(isTime(time) || time === '24:00')) return null;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(instantOf(date, hours * 60 + minutes, zone)).toISOString().replace('.000Z', 'Z');
}
