import { describe, expect, it } from 'vitest';
import { newValues } from './formValues.ts';
import { changesDay, lateness, moved } from './moves.ts';

// A Monday.
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const fresh = newValues({ campaignId: 1, locationId: 1, date: monday, time: '10:00' });
const weekly = { ...fresh, end_date: null, repeat: { ...fresh.repeat, kind: 'weekly' as const, days: ['1', '4'] } };
const night = { ...fresh, start_time: '22:00', end_time: '02:00' };
const slot = (date: string, from: number, to: number) => ({ date, from: from * 60, to: to * 60 });

describe('what a hand does in the week', () => {
  it('gives a new schedule the day and the hours that were drawn', () => {
    expect(moved(fresh, { was: null, becomes: slot(tuesday, 14, 16.5) })).toMatchObject({
      start_date: tuesday,
      end_date: tuesday,
      start_time: '14:00',
      end_time: '16:30',
    });
    expect(moved(fresh, { was: null, becomes: slot(tuesday, 0, 24) }).allDay).toBe(true);
  });
  it('moves a single day with its date, and a weekly one from weekday to weekday', () => {
    const move = { was: slot(monday, 10, 12), becomes: slot(tuesday, 11, 13) };
    expect(moved(fresh, move)).toMatchObject({ start_date: tuesday, end_date: tuesday, start_time: '11:00', end_time: '13:00' });
    expect(moved(weekly, move)).toMatchObject({ start_date: monday, start_time: '11:00', repeat: { days: ['2', '4'] } });
  });
  it('leaves the days of what plays every day or by the month', () => {
    const daily = { ...fresh, end_date: null };
    expect(changesDay(daily)).toBe(false);
    expect(moved(daily, { was: slot(monday, 10, 12), becomes: slot(tuesday, 9, 11) })).toMatchObject({
      start_date: monday,
      start_time: '09:00',
    });
    expect(changesDay({ ...fresh, repeat: { ...fresh.repeat, kind: 'monthly' } })).toBe(false);
  });
  it('makes it longer or shorter, to midnight at most', () => {
    const was = slot(monday, 10, 12);
    expect(moved(fresh, { was, becomes: slot(monday, 10, 15) })).toMatchObject({ start_time: '10:00', end_time: '15:00' });
    expect(moved(fresh, { was, becomes: slot(monday, 10, 24) }).end_time).toBe('00:00');
  });
  it('keeps a night whole: its morning moves the evening before it', () => {
    const move = { was: slot(tuesday, 0, 2), becomes: slot('2026-11-26', 1, 3) };
    expect(moved(night, move)).toMatchObject({ start_date: '2026-11-25', start_time: '23:00', end_time: '03:00' });
    expect(moved(night, { was: slot(tuesday, 0, 2), becomes: slot(tuesday, 0, 4) })).toMatchObject({
      start_time: '22:00',
      end_time: '04:00',
    });
    expect(moved(night, { was: slot(monday, 22, 24), becomes: slot(monday, 22, 23.5) })).toMatchObject({
      start_time: '22:00',
      end_time: '23:30',
    });
  });
  it('stays within its day', () => {
    expect(moved(fresh, { was: slot(monday, 10, 12), becomes: slot(monday, -2, 0) })).toMatchObject({
      start_time: '00:00',
      end_time: '02:00',
    });
  });
});

it('a hand that took what somebody else has changed since is late; one that took what is not saved never is', () => {
  const [old, next] = ['2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.250Z'];
  expect([lateness(old, next), lateness(next, old), lateness(old, old)]).toEqual([250, -250, 0]);
  expect([lateness(undefined, next), lateness(old, undefined)]).toEqual([0, 0]);
});
