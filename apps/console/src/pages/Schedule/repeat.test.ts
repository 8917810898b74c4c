import { describe, expect, it, test } from 'vitest';
import { noRepeat, type Rule, readRepeat, writeRepeat } from './repeat.ts';

const start = '2026-11-24';

describe('a rule that the fields can say', () => {
  const rules: [Rule, string | null][] = [
    [{ freq: 'DAILY' }, null],
    [{ freq: 'DAILY', interval: 3, count: 10 }, null],
    [{ freq: 'WEEKLY', interval: 2, byday: ['FR'], until: '2027-03-31' }, '2027-03-31'],
    [{ freq: 'WEEKLY', byday: ['MO', 'WE', 'SU'], exdates: ['2026-12-25', '2027-01-01'] }, null],
    [{ freq: 'MONTHLY', bymonthday: [15] }, null],
    [{ freq: 'MONTHLY', bymonthday: [-1] }, null],
    [{ freq: 'MONTHLY', interval: 2, byday: ['2TU'] }, null],
    [{ freq: 'MONTHLY', byday: ['-1FR'] }, null],
    [{ freq: 'YEARLY', bymonth: [12], bymonthday: [25] }, null],
    [{ freq: 'YEARLY', bymonth: [5], byday: ['2SU'] }, null],
  ];
  test.each(rules)('%j comes back as it was', (rule, end) => {
    const repeat = readRepeat(rule, start, end);
    expect(repeat.kind).not.toBe('kept');
    expect(writeRepeat(repeat, end)).toEqual(rule);
  });
  it('names what a rule leaves to the first day', () => {
    expect(writeRepeat(readRepeat({ freq: 'WEEKLY' }, start, null), null)).toEqual({ freq: 'WEEKLY', byday: ['TU'] });
    expect(writeRepeat(readRepeat({ freq: 'MONTHLY' }, start, null), null)).toEqual({ freq: 'MONTHLY', bymonthday: [24] });
    expect(writeRepeat(readRepeat({ freq: 'YEARLY' }, start, null), null)).toEqual({ freq: 'YEARLY', bymonth: [11], bymonthday: [24] });
  });
});

describe('a rule that the fields can not say', () => {
  test.each<Rule>([
    { freq: 'MONTHLY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'], bysetpos: [-1] },
    { freq: 'WEEKLY', byday: ['MO', 'FR'], bysetpos: [1] },
    { freq: 'MONTHLY', byday: ['1MO', '3MO'] },
    { freq: 'MONTHLY', bymonthday: [1, 15] },
    { freq: 'MONTHLY', bymonthday: [-2] },
    { freq: 'MONTHLY', byday: ['FR'] },
    { freq: 'MONTHLY', byday: ['5FR'] },
    { freq: 'MONTHLY', byday: ['FR'], bymonthday: [13] },
    { freq: 'MONTHLY', bymonth: [1, 7], bymonthday: [1] },
    { freq: 'YEARLY', bymonth: [3, 9], bymonthday: [1] },
    { freq: 'YEARLY', byday: ['20MO'] },
    { freq: 'WEEKLY', byday: ['MO'], bymonth: [12] },
    { freq: 'WEEKLY', interval: 2, byday: ['MO'], wkst: 'SU' },
    { freq: 'DAILY', byday: ['MO'] },
    { freq: 'DAILY', rdates: ['2026-12-25'] },
  ])('%j stays as it is', rule => {
    const repeat = readRepeat(rule, start, null);
    expect(repeat.kind).toBe('kept');
    expect(writeRepeat(repeat, null)).toBe(rule);
  });
});

test('a new recurrence begins at what the first day is', () => {
  const repeat = noRepeat('2026-11-24', null);
  expect(writeRepeat(repeat, null)).toBeNull();
  expect(writeRepeat({ ...repeat, kind: 'monthly', by: 'weekday' }, null)).toEqual({ freq: 'MONTHLY', byday: ['4TU'] });
  expect(noRepeat('2026-11-30', null).nth).toBe('-1');
  expect(noRepeat('2026-11-24', '2026-12-01').ends).toBe('on');
});
