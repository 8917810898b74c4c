import { expect, test } from 'vitest';
import { datesOf, daysIn, longestPeriod, periodOf, presetOf, presetPeriod } from './period.ts';

const today = '2026-03-01';

test('without dates in the address it is the last seven days, today among them', () => {
  expect(periodOf(undefined, undefined, today)).toEqual({ from: '2026-02-23', to: today });
});

test('one date alone is that day; two in the wrong order are turned round', () => {
  expect(periodOf('2026-02-10', undefined, today)).toEqual({ from: '2026-02-10', to: '2026-02-10' });
  expect(periodOf('2026-02-12', '2026-02-10', today)).toEqual({ from: '2026-02-10', to: '2026-02-12' });
});

test('a period longer than one answer keeps its end', () => {
  const cut = periodOf('2020-01-01', today, today);
  expect(cut.to).toBe(today);
  expect(daysIn(cut)).toBe(longestPeriod);
});

test('dates that a preset means are shown as it', () => {
  expect(presetOf(presetPeriod('month', today), today)).toBe('month');
  expect(presetOf({ from: '2026-02-28', to: '2026-02-28' }, today)).toBe('yesterday');
  expect(presetOf({ from: '2026-02-27', to: '2026-02-28' }, today)).toBeNull();
});

test('every date of a period, over the end of a month', () => {
  expect(datesOf({ from: '2026-02-27', to: today })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});
