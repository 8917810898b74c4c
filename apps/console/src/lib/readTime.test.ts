import { expect, test } from 'vitest';
import { isTime, readTime } from './readTime.ts';

test.each([
  ['8', '08:00'],
  ['8:00', '08:00'],
  ['08:00', '08:00'],
  ['0800', '08:00'],
  ['800', '08:00'],
  ['8h', '08:00'],
  ['20h30', '20:30'],
  ['20h30min', '20:30'],
  ['20 h 30', '20:30'],
  ['20.30', '20:30'],
  ['2030', '20:30'],
  ['23:59', '23:59'],
  ['0', '00:00'],
  ['00:00', '00:00'],
  ['24', '00:00'],
  ['24:00', '00:00'],
  ['8pm', '20:00'],
  ['8:30 PM', '20:30'],
  ['12am', '00:00'],
  ['12:15pm', '12:15'],
])('%s', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each(['', '25', '8:60', '24:01', '8:', '8:5', 'oito', '13pm', '0am', '12345', '-8', '8:00:00'])('%j is no time', text => {
  expect(readTime(text)).toBeNull();
});

test('every minute of the day reads back', () => {
  for (let minute = 0; minute < 1440; minute += 1) {
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    expect(readTime(time)).toBe(time);
    expect(isTime(time)).toBe(true);
  }
  for (const text of ['24:00', '8:00', '08:60', '8h']) expect(isTime(text)).toBe(false);
});
