import { expect, test } from 'vitest';
import { programme, schedule } from '../testing/programme.ts';
import { type Schedule, timeline } from './index.ts';
import { instantToLocal, isTimezone, localToInstant, zoneOffset } from './zones.ts';

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

/** When a schedule runs, as UTC. */
function runs(timezone: string, more: Partial<Schedule>, from: string, to: string): string[] {
  return timeline(programme([schedule({ start_date: '1800-01-01', ...more })], { timezone }), from, to)
    .filter(s => s.schedule_id === 1)
    .map(s => `${iso(s.start)} ${iso(s.end)}`);
}

test('a time that a gap skips moves forward by the gap', () => {
  expect(iso(localToInstant('Europe/Lisbon', '2026-03-29', '01:30'))).toBe('2026-03-29T01:30:00Z');
  expect(instantToLocal('Europe/Lisbon', '2026-03-29T01:30:00Z')).toEqual({ date: '2026-03-29', time: '02:30', weekday: 0 });
  expect(iso(localToInstant('Australia/Lord_Howe', '2026-10-04', '02:10'))).toBe('2026-10-03T15:40:00Z');
});

test('of a time that comes twice the earlier counts', () => {
  expect(iso(localToInstant('Europe/Lisbon', '2026-10-25', '01:30'))).toBe('2026-10-25T00:30:00Z');
  expect(iso(localToInstant('Australia/Lord_Howe', '2026-04-05', '01:45'))).toBe('2026-04-04T14:45:00Z');
});

test('midnight itself may be skipped', () => {
  expect(iso(localToInstant('America/Sao_Paulo', '2018-11-04'))).toBe('2018-11-04T03:00:00Z');
  expect(runs('America/Sao_Paulo', { end_time: '00:45' }, '2018-11-03T12:00:00Z', '2018-11-05T12:00:00Z')).toEqual([
    '2018-11-04T03:00:00Z 2018-11-04T03:45:00Z',
    '2018-11-05T02:00:00Z 2018-11-05T02:45:00Z',
  ]);
});

test('an occurrence that a gap leaves empty does not play', () => {
  // 02:30 moves to 03:30, after its end.
  expect(runs('Europe/Paris', { start_time: '02:30', end_time: '03:00' }, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
    '2026-03-30T00:30:00Z 2026-03-30T01:00:00Z',
  ]);
});

test('an occurrence is as long as the clock makes it', () => {
  const night = { start_time: '22:00', end_time: '06:00' };
  expect(runs('Europe/Paris', night, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
    '2026-03-28T21:00:00Z 2026-03-29T04:00:00Z',
  ]);
  expect(runs('Europe/Paris', night, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
    '2026-10-24T20:00:00Z 2026-10-25T05:00:00Z',
  ]);
});

test('an hour left free after a clock change is known by the new clock', () => {
  const taken = [schedule({ id: 2, end_time: '10:00' }), schedule({ id: 3, start_time: '11:00' })].map(s => ({ ...s, priority: 1 }));
  const source = programme([schedule({ start_time: '10:00', end_time: '11:00' }), ...taken], { timezone: 'Europe/Lisbon' });
  expect(timeline(source, '2026-03-29T00:00:00Z', '2026-03-29T20:00:00Z').map(s => `${s.schedule_id} ${iso(s.start)}`)).toEqual([
    '2 2026-03-29T00:00:00Z',
    '1 2026-03-29T09:00:00Z',
    '3 2026-03-29T10:00:00Z',
  ]);
});

test('a date that the zone skips: its night runs on, its whole day is empty, its hours play on the next', () => {
  const window = ['2011-12-29T18:00:00Z', '2011-12-31T20:00:00Z'] as const;
  expect(runs('Pacific/Apia', { start_time: '22:00', end_time: '06:00' }, ...window)).toEqual([
    '2011-12-30T08:00:00Z 2011-12-30T16:00:00Z',
    '2011-12-31T08:00:00Z 2011-12-31T16:00:00Z',
  ]);
  // Asked in the middle of that night: it began two dates ago.
  expect(runs('Pacific/Apia', { start_time: '22:00', end_time: '06:00' }, '2011-12-30T12:00:00Z', '2011-12-30T20:00:00Z')).toEqual([
    '2011-12-30T12:00:00Z 2011-12-30T16:00:00Z',
  ]);
  expect(runs('Pacific/Apia', { start_date: '2011-12-30', end_date: '2011-12-30' }, ...window)).toEqual([]);
  const hours = { start_date: '2011-12-30', end_date: '2011-12-30', start_time: '08:00', end_time: '10:00' };
  expect(runs('Pacific/Apia', hours, ...window)).toEqual(['2011-12-30T18:00:00Z 2011-12-30T20:00:00Z']);
});

test('a date that reads 48 hours, as the date line moved, is played through', () => {
  expect(
    runs('America/Juneau', { start_date: '1867-10-19', end_date: '1867-10-19' }, '1867-10-15T00:00:00Z', '1867-10-22T00:00:00Z'),
  ).toEqual(['1867-10-18T08:57:41Z 1867-10-20T08:57:41Z']);
});

test('local mean time has seconds', () => {
  expect(zoneOffset('America/Sao_Paulo', '1900-01-01T00:00:00Z')).toBe(-(3 * 3600 + 6 * 60 + 28) * 1000);
  expect(zoneOffset('Asia/Kathmandu', '1985-12-31T00:00:00Z')).toBe(5.5 * 3_600_000);
  expect(zoneOffset('Asia/Kathmandu', '1986-01-02T00:00:00Z')).toBe(5.75 * 3_600_000);
  expect(zoneOffset('Africa/Monrovia', '1972-01-01T00:00:00Z')).toBe(-(44 * 60 + 30) * 1000);
});

test('two changes within a week are both seen', () => {
  const offsets = ['2000-10-07', '2000-10-10', '2000-10-16'].map(date => zoneOffset('America/Recife', `${date}T12:00:00Z`) / 3_600_000);
  expect(offsets).toEqual([-3, -2, -3]);
});

test('the far past and the far future have offsets', () => {
  expect(zoneOffset('Europe/Paris', '0001-01-01T00:00:00Z')).toBe((9 * 60 + 21) * 1000);
  expect(zoneOffset('Europe/Paris', '9999-07-01T00:00:00Z')).toBe(2 * 3_600_000);
});

test('only names of zones are zones', () => {
  expect(['UTC', 'America/Sao_Paulo', 'Asia/Kolkata'].map(isTimezone)).toEqual([true, true, true]);
  expect(['', 'Mars/Olympus', '+03:00', '-0300', 'UTC+3', 3, null, undefined].filter(isTimezone)).toEqual([]);
});

test('more zones than are kept do not disturb each other', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const ask = () => zones.map(zone => zoneOffset(zone, 0));
  expect(ask()).toEqual(ask());
  expect(zones.length).toBeGreaterThan(128);
});

test('times in words of no zone are refused', () => {
  expect(() => localToInstant('UTC', '2026-02-30')).toThrow(expect.objectContaining({ code: 'date', path: 'date' }));
  expect(() => localToInstant('UTC', '2026-02-03', '24:00')).toThrow(expect.objectContaining({ code: 'time', path: 'time' }));
  expect(() => zoneOffset('Nowhere', 0)).toThrow(expect.objectContaining({ code: 'timezone', path: 'timezone' }));
  expect(() => zoneOffset('UTC', '2026-02-03T10:00:00')).toThrow(expect.objectContaining({ code: 'instant', path: 'at' }));
});
