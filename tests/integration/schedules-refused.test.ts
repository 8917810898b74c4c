import type { Problem, Schedule } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location } from '../support/make.ts';

let app: TestApp;
let good: Record<string, unknown>;
beforeAll(async () => {
  app = await startApp();
  const shop = await location(app, 'Loja', { timezone: 'America/New_York' });
  const shown = await campaign(app, 'Nunca', [], { start_date: '2020-01-01', end_date: '2020-01-31' });
  good = { campaign_id: shown.id, location_id: shop.id, start_date: '2026-03-02', end_date: '2026-03-31' };
});
afterAll(() => app.close());

/** Status and what is said of each field, as `path message`. */
async function answer(method: string, path: string, body: unknown): Promise<[number, ...string[]]> {
  const { status, body: problem } = await app.api<Problem>(method, path, body);
  return [status, ...(problem.errors ?? []).map(({ path, message }) => `${path} ${message}`)];
}

// 2 March 2026 is a Monday, 8 March the day on which New York's clock skips from 02:00 to 03:00.
const never: [string, Record<string, unknown>, string][] = [
  ['a rule of a month that the dates leave out', { recurrence_rule: { freq: 'YEARLY', bymonth: [7], bymonthday: [4] } }, 'recurrence_rule'],
  [
    'a rule of a date that no year has',
    { end_date: null, recurrence_rule: { freq: 'YEARLY', bymonth: [2], bymonthday: [30] } },
    'recurrence_rule',
  ],
  ['an until before the start', { recurrence_rule: { freq: 'DAILY', until: '2026-03-01' } }, 'recurrence_rule'],
  [
    'days of the week that the rule never meets',
    { days_of_week: [0], recurrence_rule: { freq: 'WEEKLY', byday: ['MO'] } },
    'recurrence_rule',
  ],
  [
    'every date of a rule excluded',
    { recurrence_rule: { freq: 'DAILY', count: 2, exdates: ['2026-03-02', '2026-03-03'] } },
    'recurrence_rule',
  ],
  ['days of the week that the single date is not', { end_date: '2026-03-02', days_of_week: [2, 3] }, 'days_of_week'],
  [
    'a time that the clock skips on the single date',
    { start_date: '2026-03-08', end_date: '2026-03-08', start_time: '02:30', end_time: '03:30' },
    'start_date',
  ],
];

describe('a schedule that can never play', () => {
  test.each(never)('%s is refused, with the field', async (_, part, field) => {
    const words = expect.stringMatching(new RegExp(`^${field} .{20,}`));
    expect(await answer('POST', '/schedules', { ...good, ...part })).toEqual([422, words]);
    expect(await answer('POST', '/schedules/check', { ...good, ...part })).toEqual([422, words]);
  });

  test('is kept while it is inactive, and refused when it is switched on', async () => {
    const body = { ...good, is_active: false, days_of_week: [0], recurrence_rule: { freq: 'WEEKLY', byday: ['MO'] } };
    const { id } = await app.ok<Schedule>('POST', '/schedules', body);
    expect(await answer('PATCH', `/schedules/${id}`, { priority: 2 })).toEqual([200]);
    expect(await answer('PATCH', `/schedules/${id}`, { is_active: true })).toEqual([422, expect.stringMatching(/^recurrence_rule /)]);
    expect(await answer('PATCH', `/schedules/${id}`, { is_active: true, days_of_week: [1] })).toEqual([200]);
    expect(await answer('PATCH', `/schedules/${id}`, { end_date: '2026-03-02', recurrence_rule: null })).toEqual([200]);
    expect(await answer('PATCH', `/schedules/${id}`, { days_of_week: [0] })).toEqual([422, expect.stringMatching(/^days_of_week /)]);
  });

  test('one that can play in one of the zones below its location is none', async () => {
    const region = await location(app, 'Região', { timezone: 'America/New_York' });
    const body = {
      ...good,
      location_id: region.id,
      start_date: '2026-03-08',
      end_date: '2026-03-08',
      start_time: '02:30',
      end_time: '03:30',
    };
    expect((await answer('POST', '/schedules', body))[0]).toBe(422);
    await location(app, 'Bahia', { parent_id: region.id, timezone: 'America/Bahia' });
    expect(await answer('POST', '/schedules', body)).toEqual([201]);
  });

  test.each([
    ['one that is over', { start_date: '2020-03-02', end_date: '2020-03-31' }],
    ['one whose campaign has ended', {}],
    ['a leap day', { end_date: null, recurrence_rule: { freq: 'YEARLY', bymonth: [2], bymonthday: [29] } }],
    ['RFC 5545’s positions that not every period has', { recurrence_rule: { freq: 'DAILY', byday: ['MO', 'TH'], bysetpos: [1, 3] } }],
    [
      'one date of its own beside a rule that gives none',
      { recurrence_rule: { freq: 'YEARLY', bymonth: [7], bymonthday: [4], rdates: ['2026-03-09'] } },
    ],
  ])('%s is none', async (_, part) => {
    expect(await answer('POST', '/schedules', { ...good, ...part })).toEqual([201]);
  });
});

test('dates of a rule’s own outside the schedule’s dates are refused by their index', async () => {
  const body = { ...good, recurrence_rule: { freq: 'DAILY', rdates: ['2026-03-01', '2026-03-31', '2026-04-01'] } };
  const words = ['recurrence_rule.rdates[0]', 'recurrence_rule.rdates[2]'].map(path => `${path} lies outside the schedule’s dates`);
  expect(await answer('POST', '/schedules', body)).toEqual([422, ...words]);
  expect(await answer('POST', '/schedules/check', body)).toEqual([422, ...words]);
  const inside = { ...good, recurrence_rule: { freq: 'DAILY', rdates: ['2026-03-31'], exdates: ['2026-05-01'] } };
  const { id } = await app.ok<Schedule>('POST', '/schedules', inside);
  expect(await answer('PATCH', `/schedules/${id}`, { end_date: '2026-03-30' })).toEqual([422, words[0]]);
});

test('a schema’s refusal is a sentence, one for each field', async () => {
  const { status, body } = await app.api<Problem>('POST', '/schedules', {
    location_id: 'x',
    recurrence_rule: { freq: 'DAILY', byhour: [8] },
  });
  expect([status, body.detail, body.errors]).toEqual([
    400,
    'campaign_id is missing.',
    [
      { path: 'campaign_id', message: 'is missing' },
      { path: 'location_id', message: 'must be a whole number' },
      { path: 'start_date', message: 'is missing' },
      { path: 'recurrence_rule.byhour', message: 'is not a field here' },
    ],
  ]);
  expect((await app.api<Problem>('POST', '/schedules', [])).body.detail).toBe('The body must be an object.');
  expect((await app.api<Problem>('GET', '/schedules?colour=red')).body.detail).toBe('colour is not a field here.');
});
