import { describe, expect, it } from 'vitest';
import { bodyOf, newValues } from './formValues.ts';

const start = { campaignId: 4, locationId: 2, date: '2026-11-24', time: undefined };

describe('a new schedule', () => {
  it('begins today, all day, without an end', () => {
    expect(bodyOf(newValues(start))).toEqual({
      campaign_id: 4,
      location_id: 2,
      start_date: '2026-11-24',
      end_date: null,
      start_time: null,
      end_time: null,
      days_of_week: null,
      priority: 0,
      is_active: true,
    });
  });
  it('takes two hours from where one clicked', () => {
    expect(bodyOf(newValues({ ...start, time: '14:30' }))).toMatchObject({
      start_time: '14:30',
      end_time: '16:30',
      end_date: '2026-11-24',
    });
  });
  it('says midnight as the end of the day', () => {
    expect(bodyOf(newValues({ ...start, time: '23:00' }))).toMatchObject({ start_time: '23:00', end_time: null });
  });
  it('says all seven days as every day', () => {
    expect(bodyOf({ ...newValues(start), days: ['0', '1', '2', '3', '4', '5', '6'] })?.days_of_week).toBeNull();
    expect(bodyOf({ ...newValues(start), days: ['5', '1'] })?.days_of_week).toEqual([1, 5]);
  });
  it('is nothing to send while a date or a time could not be read', () => {
    expect(bodyOf({ ...newValues(start), end_date: '31/02/2027' })).toBeNull();
    expect(bodyOf({ ...newValues(start), start_date: 'amanhã' })).toBeNull();
    expect(bodyOf({ ...newValues({ ...start, time: '14:30' }), end_time: '25:00' })).toBeNull();
    expect(bodyOf({ ...newValues(start), end_time: '25:00' })).not.toBeNull();
  });
  it('is nothing to send before there is a campaign', () => {
    expect(bodyOf(newValues({ ...start, campaignId: undefined }))).toBeNull();
  });
});
