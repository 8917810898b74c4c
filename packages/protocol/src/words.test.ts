import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { text } from './primitives.ts';
import { ScheduleCreate } from './schedules.ts';
import { fieldErrors } from './words.ts';

const good = { campaign_id: 1, start_date: '2026-03-02' };

/** What is said of a schedule, as `field words`. */
function said(part: Record<string, unknown>): string[] {
  const { error } = ScheduleCreate.safeParse({ ...good, ...part });
  return fieldErrors(error?.issues ?? []).map(({ path, message }) => `${path} ${message}`);
}
const saidOfRule = (recurrence_rule: unknown) => said({ recurrence_rule });

describe('what schemas say', () => {
  test.each([
    [{ start_date: undefined }, 'start_date is missing'],
    [{ start_date: 5 }, 'start_date must be a text'],
    [{ start_date: '2026-02-30' }, 'start_date must be a date that exists, YYYY-MM-DD'],
    [{ campaign_id: 'x' }, 'campaign_id must be a whole number'],
    [{ campaign_id: 0 }, 'campaign_id must be more than 0'],
    [{ priority: 1.5 }, 'priority must be a whole number'],
    [{ priority: 1001 }, 'priority must be at most 1000'],
    [{ is_active: 1 }, 'is_active must be true or false'],
    [{ days_of_week: 'MO' }, 'days_of_week must be a list'],
    [{ days_of_week: [7] }, 'days_of_week.0 must be at most 6'],
    [{ days_of_week: [0, 1, 2, 3, 4, 5, 6, 0] }, 'days_of_week must have at most 7 elements'],
    [{ recurrence_rule: 'daily' }, 'recurrence_rule must be an object'],
    [{ colour: 'red' }, 'colour is not a field here'],
  ])('%j: %s', (part, words) => expect(said(part)).toEqual([words]));

  test('a name that nobody could see is none', () => {
    const words = (name: string) =>
      fieldErrors(z.object({ name: text(20) }).safeParse({ name }).error?.issues ?? []).map(({ message }) => message);
    for (const name of ['', '   ', '\u200b\u200d', '\ufeff\u2060 \u00ad', '\u3164'])
      expect(words(name), JSON.stringify(name)).toEqual(['must not be empty']);
    for (const name of ['x', '👩‍👩‍👧', 'می‌خواهم', '–']) expect(words(name)).toEqual([]);
  });

  test('a field of which two things are wrong has one sentence', () => {
    expect(saidOfRule({ freq: 'DAILY', count: -1 })).toEqual(['recurrence_rule.count must be at least 1']);
    expect(saidOfRule({ freq: 'WEEKLY', byday: ['XX'] })).toEqual(['recurrence_rule.byday.0 must be a weekday such as MO or -1FR']);
  });

  test('each of several unknown fields is named, and no key is echoed at length', () => {
    expect(said({ a: 1, b: 2 })).toEqual(['a is not a field here', 'b is not a field here']);
    expect(said({ ['k'.repeat(100_000)]: 1 }).join().length).toBeLessThan(200);
    expect(said(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])))).toHaveLength(50);
  });

  test('texts, unions, fixed values and sizes have words too', () => {
    const Other = z.object({
      a: z.string().min(1),
      b: z.union([z.string(), z.number()]),
      c: z.literal('x'),
      d: z.array(z.int()).length(2),
      e: z.email(),
    });
    const { error } = Other.safeParse({ a: '', b: true, c: 'y', d: [1], e: 'nobody' });
    expect(fieldErrors(error?.issues ?? []).map(each => each.message)).toEqual([
      'must not be empty',
      'must be a text or a number',
      'must be x',
      'must have exactly 2 elements',
      'must be an e-mail address',
    ]);
  });
});

describe('what is said of a rule', () => {
  test.each([
    [{}, 'recurrence_rule.freq is missing'],
    [{ freq: 'HOURLY' }, 'recurrence_rule.freq must be one of DAILY, WEEKLY, MONTHLY, YEARLY'],
    [{ freq: 'DAILY', byhour: [8] }, 'recurrence_rule.byhour is not a field here'],
    [{ freq: 'DAILY', byday: [] }, 'recurrence_rule.byday must have at least 1 element'],
    [{ freq: 'DAILY', exdates: ['2026-02-30'] }, 'recurrence_rule.exdates.0 must be a date that exists, YYYY-MM-DD'],
    [{ freq: 'DAILY', count: 2, until: '2026-04-01' }, 'recurrence_rule.until must not stand beside count: a rule ends by one of the two'],
    [
      { freq: 'WEEKLY', bymonthday: [1] },
      'recurrence_rule.bymonthday must not stand in a WEEKLY rule: days of the month need DAILY, MONTHLY or YEARLY',
    ],
    [{ freq: 'DAILY', byday: ['1MO'] }, 'recurrence_rule.byday may have numbers, such as 1MO or -1FR, only in a MONTHLY or YEARLY rule'],
    [
      { freq: 'MONTHLY', bysetpos: [1] },
      'recurrence_rule.bysetpos picks among the dates of byday, bymonthday or bymonth, and none of them is given',
    ],
    [{ freq: 'DAILY', byday: ['MO'], bysetpos: [3, -2] }, 'recurrence_rule.bysetpos never picks a date: a day has at most 1 of them'],
  ])('%j: %s', (rule, words) => expect(saidOfRule(rule)).toEqual([words]));

  test('positions that no period has are let be beside one that it has', () => {
    expect(saidOfRule({ freq: 'DAILY', byday: ['MO', 'TH'], bysetpos: [1, 3] })).toEqual([]);
    expect(saidOfRule({ freq: 'WEEKLY', byday: ['MO', 'TH'], bysetpos: [-1, 366] })).toEqual([]);
  });
});
