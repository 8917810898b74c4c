import { describe, expect, test } from 'vitest';
import { programme, schedule } from '../testing/programme.ts';
import { compile, explain, type RecurrenceRule, resolve, type Schedule, timeline } from './index.ts';

const DAY = 86_400_000;

/** The dates on which a schedule plays, all day in UTC. */
function dates(more: Partial<Schedule>, from: string, to: string): string[] {
  return timeline(programme([schedule(more)]), `${from}T00:00:00Z`, `${to}T00:00:00Z`)
    .filter(s => s.schedule_id === 1)
    .flatMap(s => Array.from({ length: (s.end - s.start) / DAY }, (_, i) => new Date(s.start + i * DAY).toISOString().slice(0, 10)));
}

const by = (start_date: string, recurrence_rule: RecurrenceRule, more: Partial<Schedule> = {}) => ({
  start_date,
  recurrence_rule,
  ...more,
});

test('start_date counts only where it matches the rule', () => {
  expect(dates(by('2026-01-01', { freq: 'WEEKLY', byday: ['MO'], count: 2 }), '2026-01-01', '2027-01-01')).toEqual([
    '2026-01-05',
    '2026-01-12',
  ]);
});

test('the 31st skips the months without one, the 29th of February the years', () => {
  expect(dates(by('2026-01-31', { freq: 'MONTHLY' }), '2026-01-01', '2026-08-01')).toEqual([
    '2026-01-31',
    '2026-03-31',
    '2026-05-31',
    '2026-07-31',
  ]);
  expect(dates(by('2024-02-29', { freq: 'YEARLY' }), '2024-01-01', '2033-01-01')).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  expect(dates(by('2096-02-29', { freq: 'YEARLY', count: 2 }), '2096-01-01', '2110-01-01')).toEqual(['2096-02-29', '2104-02-29']);
});

test('every second week is counted from the week of the start, which begins on wkst', () => {
  const rule: RecurrenceRule = { freq: 'WEEKLY', interval: 2, byday: ['TU', 'SU'], count: 4 };
  expect(dates(by('1997-08-05', { ...rule, wkst: 'MO' }), '1997-08-01', '1998-01-01')).toEqual([
    '1997-08-05',
    '1997-08-10',
    '1997-08-19',
    '1997-08-24',
  ]);
  expect(dates(by('1997-08-05', { ...rule, wkst: 'SU' }), '1997-08-01', '1998-01-01')).toEqual([
    '1997-08-05',
    '1997-08-17',
    '1997-08-19',
    '1997-08-31',
  ]);
});

test('weeks run across the new year', () => {
  const rule: RecurrenceRule = { freq: 'WEEKLY', interval: 2, byday: ['MO', 'FR'] };
  expect(dates(by('2025-12-29', rule), '2025-12-28', '2026-01-20')).toEqual(['2025-12-29', '2026-01-02', '2026-01-12', '2026-01-16']);
});

test('bysetpos picks from the whole period, also before the start and across a month', () => {
  const third: RecurrenceRule = { freq: 'MONTHLY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'], bysetpos: [3], count: 2 };
  expect(dates(by('2026-01-02', third), '2026-01-01', '2027-01-01')).toEqual(['2026-01-05', '2026-02-04']);
  const last: RecurrenceRule = { freq: 'WEEKLY', byday: ['MO', 'WE', 'SU'], bysetpos: [-1], count: 2 };
  expect(dates(by('2026-01-26', last), '2026-01-01', '2027-01-01')).toEqual(['2026-02-01', '2026-02-08']);
});

test('ordinals count in the year without bymonth, in the month with it', () => {
  expect(dates(by('1997-05-19', { freq: 'YEARLY', byday: ['20MO'] }), '1997-01-01', '2000-01-01')).toEqual([
    '1997-05-19',
    '1998-05-18',
    '1999-05-17',
  ]);
  expect(dates(by('2026-01-01', { freq: 'YEARLY', bymonth: [3], byday: ['-1SU', '1SU'] }), '2026-01-01', '2027-01-01')).toEqual([
    '2026-03-01',
    '2026-03-29',
  ]);
});

test('bymonthday and byday together mean both: Friday the 13th', () => {
  expect(dates(by('2026-01-01', { freq: 'MONTHLY', byday: ['FR'], bymonthday: [13] }), '2026-01-01', '2027-01-01')).toEqual([
    '2026-02-13',
    '2026-03-13',
    '2026-11-13',
  ]);
});

test('count sees neither exdates, rdates nor days_of_week; all stay between start_date and end_date', () => {
  const rule: RecurrenceRule = { freq: 'DAILY', count: 5, exdates: ['2026-01-02'], rdates: ['2025-12-31', '2026-01-09', '2026-01-20'] };
  expect(dates(by('2026-01-01', rule), '2025-12-01', '2026-03-01')).toEqual([
    '2026-01-01',
    '2026-01-03',
    '2026-01-04',
    '2026-01-05',
    '2026-01-09',
    '2026-01-20',
  ]);
  expect(dates(by('2026-01-01', rule, { end_date: '2026-01-10', days_of_week: [0, 5] }), '2025-12-01', '2026-03-01')).toEqual([
    '2026-01-04',
    '2026-01-09',
  ]);
});

test('until is inclusive, and before the start leaves nothing', () => {
  expect(dates(by('2026-01-01', { freq: 'DAILY', until: '2026-01-02' }), '2025-12-01', '2026-03-01')).toEqual(['2026-01-01', '2026-01-02']);
  expect(dates(by('2026-01-01', { freq: 'DAILY', until: '2025-12-31' }), '2025-12-01', '2026-03-01')).toEqual([]);
});

test.each<[string, Partial<Schedule>]>([
  ['30 February', by('2026-01-01', { freq: 'YEARLY', bymonth: [2], bymonthday: [30] })],
  ['30 February, counted', by('2026-01-01', { freq: 'YEARLY', bymonth: [2], bymonthday: [30], count: 3 })],
  ['the sixth Monday of a month', by('2026-01-01', { freq: 'MONTHLY', byday: ['6MO'] })],
  ['a position beyond the set', by('2026-01-01', { freq: 'MONTHLY', byday: ['MO'], bysetpos: [6] })],
  ['every twelfth month from January, only in June', by('2026-01-01', { freq: 'MONTHLY', interval: 12, bymonth: [6] })],
  ['every 10,000th year on 29 February', by('2026-01-01', { freq: 'YEARLY', interval: 10_000, bymonth: [2], bymonthday: [29] })],
  ['Mondays that are Tuesdays', by('2026-01-01', { freq: 'WEEKLY', interval: 3, byday: ['MO'] }, { days_of_week: [2] })],
  ['every date excluded', by('2026-01-01', { freq: 'DAILY', count: 2, exdates: ['2026-01-01', '2026-01-02'] })],
  ['an end before the start', { end_date: '2025-06-01' }],
])('%s: never, and that is found out', (_, more) => {
  const source = compile(programme([schedule(more)]));
  expect(resolve(source, '2026-01-05T12:00:00Z')).toEqual({ schedule_id: null, campaign_id: null, until: null });
  expect(timeline(source, '2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z')).toHaveLength(1);
});

test('an enormous count or interval ends too', () => {
  const huge = Number.MAX_SAFE_INTEGER;
  expect(resolve(programme([schedule(by('1990-01-01', { freq: 'DAILY', count: huge }))]), 0).until).toBe(Date.UTC(1990, 0, 1));
  expect(dates(by('1990-01-01', { freq: 'DAILY', interval: huge }), '1990-01-01', '2000-01-01')).toEqual(['1990-01-01']);
  expect(dates(by('1990-01-01', { freq: 'YEARLY', interval: huge }), '1990-01-01', '2000-01-01')).toEqual(['1990-01-01']);
});

test('29 February on a Sunday is found over 28 years, and over the 40 around 2100', () => {
  const source = compile(
    programme([schedule(by('2026-01-01', { freq: 'YEARLY', bymonth: [2], bymonthday: [29] }, { days_of_week: [0] }))]),
  );
  expect(resolve(source, '2060-03-01T00:00:00Z').until).toBe(Date.UTC(2088, 1, 29));
  expect(resolve(source, '2088-03-01T00:00:00Z').until).toBe(Date.UTC(2128, 1, 29));
});

describe('what took long', () => {
  const at = (recurrence_rule: RecurrenceRule, more: Partial<Schedule> = {}) =>
    compile(programme([schedule({ recurrence_rule, ...more })]));

  test('a COUNT is counted as far as is asked, also backwards, and ends the dates for good', () => {
    const rule: RecurrenceRule = { freq: 'MONTHLY', bymonthday: [31], count: 3 };
    const found = at(rule, { start_date: '2026-01-01' });
    const on = (date: string) => resolve(found, `${date}T12:00:00Z`).schedule_id;
    expect(['2026-06-30', '2026-05-31', '2026-03-31', '2026-07-31', '2026-01-31', '2026-08-31'].map(on)).toEqual([
      null,
      1,
      1,
      null,
      1,
      null,
    ]);
  });

  test('days in a row end where the schedule does, also after a whole cycle of the calendar', () => {
    const found = at({ freq: 'DAILY', exdates: ['2026-01-02'] }, { start_date: '2026-01-01', end_date: '2500-01-01' });
    expect(resolve(found, '2026-06-01T00:00:00Z').until).toBe(Date.UTC(2500, 0, 2));
    expect(resolve(at({ freq: 'DAILY', exdates: ['2026-01-02'] }, { start_date: '2026-01-01' }), '2026-06-01T00:00:00Z').until).toBeNull();
  });

  test('an exdate that the rule does not give is no reason', () => {
    const rule: RecurrenceRule = { freq: 'WEEKLY', byday: ['MO'], exdates: ['2026-01-05', '2026-01-06'] };
    const reason = (date: string) => explain(at(rule, { start_date: '2026-01-01' }), `${date}T12:00:00Z`)[0]?.reason;
    expect(['2026-01-05', '2026-01-06'].map(reason)).toEqual(['excluded', 'not_recurring']);
  });
});
