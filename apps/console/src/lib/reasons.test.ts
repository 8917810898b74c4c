import { explain, type Programme, type Schedule } from '@tvs/schedule';
import { expect, test } from 'vitest';
import { schedule as english } from '../i18n/en/schedule.ts';
import { schedule as words } from '../i18n/pt-BR/schedule.ts';

const base: Schedule = {
  id: 1,
  campaign_id: 1,
  location_id: 1,
  start_date: '2026-01-01',
  end_date: null,
  start_time: null,
  end_time: null,
  days_of_week: null,
  is_active: true,
  priority: 0,
  recurrence_rule: null,
};
const campaign = { id: 1, is_active: true, priority: 0, start_date: null, end_date: null };
const programme: Programme = {
  timezone: 'America/Sao_Paulo',
  location_chain: [2, 1],
  campaigns: [
    campaign,
    { ...campaign, id: 2, is_active: false },
    { ...campaign, id: 3, start_date: '2027-01-01' },
    { ...campaign, id: 4, end_date: '2026-02-01' },
    { ...campaign, id: 5, valid: [{ valid_until: '2026-11-23' }] },
  ],
  schedules: [
    { ...base, priority: 9 },
    { ...base, id: 2 },
    { ...base, id: 3, is_active: false },
    { ...base, id: 4, campaign_id: 2 },
    { ...base, id: 5, campaign_id: 3 },
    { ...base, id: 6, campaign_id: 4 },
    { ...base, id: 7, start_date: '2027-01-01' },
    { ...base, id: 8, end_date: '2026-02-01' },
    { ...base, id: 9, days_of_week: [0] },
    { ...base, id: 10, start_time: '07:00', end_time: '08:00' },
    { ...base, id: 11, recurrence_rule: { freq: 'YEARLY' } },
    { ...base, id: 12, recurrence_rule: { freq: 'DAILY', exdates: ['2026-11-24'] } },
    { ...base, id: 13, location_id: 99 },
    { ...base, id: 14, campaign_id: 99 },
    { ...base, id: 15, campaign_id: 5 },
  ],
};

test('every reason the engine gives has words in both languages', () => {
  const reasons = [...new Set(explain(programme, '2026-11-24T15:00:00Z').map(({ reason }) => reason))];
  expect(reasons.length).toBeGreaterThan(10);
  expect(reasons.filter(reason => !(reason in words.reason) || !(reason in english.reason))).toEqual([]);
});
