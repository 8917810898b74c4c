import type { Campaign, Schedule } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { occurrencesOf } from './occurrences.ts';

const zone = 'America/Sao_Paulo';
const schedule: Schedule = {
  id: 1,
  campaign_id: 10,
  location_id: 3,
  start_date: '2026-11-24',
  end_date: null,
  start_time: '22:00',
  end_time: '02:00',
  days_of_week: [2],
  is_active: true,
  priority: 0,
  recurrence_rule: null,
  campaign_name: 'A',
  created_by: null,
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z',
};
const from = Date.parse('2026-11-23T03:00:00Z');
const to = Date.parse('2026-11-30T03:00:00Z');

describe('a schedule alone', () => {
  it('runs past midnight in the zone of its place', () => {
    expect(occurrencesOf(schedule, undefined, zone, from, to)).toEqual([
      { scheduleId: 1, campaignId: 10, start: Date.parse('2026-11-25T01:00:00Z'), end: Date.parse('2026-11-25T05:00:00Z') },
    ]);
  });
  it('is cut to the dates on which something of its campaign is valid', () => {
    const items = [{ valid_from: '2026-11-25', valid_until: null, content: { status: 'ready' } }];
    const campaign = { is_active: true, start_date: null, end_date: null, items } as unknown as Campaign;
    expect(occurrencesOf(schedule, campaign, zone, from, to)).toMatchObject([
      { start: Date.parse('2026-11-25T03:00:00Z'), end: Date.parse('2026-11-25T05:00:00Z') },
    ]);
  });
  it('is never on while it is off', () => {
    expect(occurrencesOf({ ...schedule, is_active: false }, undefined, zone, from, to)).toEqual([]);
  });
});
