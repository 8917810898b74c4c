import { expect, test } from 'vitest';
import { placeOf, spanOf, ticksOf } from './dayView.ts';

const at = (time: string) => `2026-03-08T${time}:00.000Z`;
// New York puts its clocks forward on this day: 23 hours, from 5:00Z to 4:00Z.
const day = { from: at('05:00'), to: '2026-03-09T04:00:00.000Z' };
const plan = (start: string, end: string, campaign_id: number | null = 1) => ({
  start,
  end,
  campaign_id,
  schedule_id: 1,
  campaign_name: 'A',
});

test('the hours in which something is on are drawn, and all of a day without any', () => {
  const planned = [plan(day.from, at('12:20'), null), plan(at('12:20'), at('20:40')), plan(at('20:40'), day.to, null)];
  expect(spanOf({ ...day, planned, played: [] })).toEqual({ from: Date.parse(at('12:00')), to: Date.parse(at('21:00')) });
  expect(spanOf({ ...day, planned: [plan(day.from, day.to, null)], played: [] })).toEqual({
    from: Date.parse(day.from),
    to: Date.parse(day.to),
  });
});

test('a short programme is drawn with hours around it, within the day', () => {
  const late = [plan('2026-03-09T03:30:00.000Z', day.to)];
  expect(spanOf({ ...day, planned: late, played: [] })).toEqual({ from: Date.parse(at('22:00')), to: Date.parse(day.to) });
});

test('the clock skips an hour where it is put forward, and shows one twice where it is put back', () => {
  const hours = (from: string, to: string) =>
    ticksOf({ from: Date.parse(from), to: Date.parse(to) }, 'America/New_York').map(tick => tick.hour);
  expect(hours(day.from, at('09:00'))).toEqual([0, 1, 3, 4, 5]);
  expect(hours('2026-11-01T04:00:00Z', '2026-11-01T08:00:00Z')).toEqual([0, 1, 1, 2, 3]);
});

test('a stretch has its place in the span, cut where it reaches beyond', () => {
  const span = { from: 0, to: 1000 };
  expect(placeOf(span, 250, 500)).toEqual({ left: 25, width: 25 });
  expect(placeOf(span, -100, 100)).toEqual({ left: 0, width: 10 });
  expect(placeOf(span, 1000, 1200)).toBeNull();
});
