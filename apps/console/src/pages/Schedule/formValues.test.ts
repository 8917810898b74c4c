import type { Schedule } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { bodyOf, newValues, onDays, partOfDay, valuesOf } from './formValues.ts';

const start = { campaignId: 4, locationId: 2, date: '2026-11-24', time: undefined };

describe('a new schedule', () => {
  it('goes on for good once a drawn day gets weekdays beside its own', () => {
    // A Tuesday.
    const drawn = newValues({ ...start, time: '14:30' });
    expect(onDays(drawn, ['2'])).toMatchObject({ days: ['2'], end_date: '2026-11-24' });
    expect(onDays(drawn, ['2', '5'])).toMatchObject({ days: ['2', '5'], end_date: null });
    expect(onDays({ ...drawn, end_date: '2026-12-31' }, ['5']).end_date).toBe('2026-12-31');
  });
  it('takes a shop’s hours where the whole day is given up, or those it had', () => {
    const whole = { ...newValues(start), start_time: '00:00', end_time: '00:00' };
    expect(partOfDay(whole)).toMatchObject({ allDay: false, start_time: '09:00', end_time: '18:00' });
    expect(partOfDay({ ...whole, start_time: '20:00' })).toMatchObject({ start_time: '20:00', end_time: '00:00' });
  });
  it('begins today, all day, without an end', () => {
    expect(bodyOf(newValues(start))).toEqual({
      campaign_id: 4,
      location_id: 2,
      start_date: '2026-11-24',
      end_date: null,
      start_time: null,
      end_time: null,
      days_of_week: null,
      recurrence_rule: null,
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

describe('a schedule that exists', () => {
  const schedule: Schedule = {
    id: 1,
    campaign_id: 4,
    location_id: null,
    start_date: '2026-11-24',
    end_date: null,
    start_time: '22:00',
    end_time: null,
    days_of_week: [1],
    is_active: true,
    priority: 3,
    recurrence_rule: { freq: 'WEEKLY', interval: 2, byday: ['MO'], until: '2027-03-31' },
    campaign_name: 'A',
    created_by: null,
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
  };
  it('keeps its rule and its filter', () => {
    expect(bodyOf(valuesOf(schedule))).toMatchObject({ days_of_week: [1], recurrence_rule: schedule.recurrence_rule, priority: 3 });
  });
  it('has one last day, the earlier one, and says it in both places', () => {
    const values = valuesOf({ ...schedule, end_date: '2027-06-30' });
    expect(values.end_date).toBe('2027-03-31');
    expect(bodyOf({ ...values, end_date: '2027-01-31' })).toMatchObject({
      end_date: '2027-01-31',
      recurrence_rule: { until: '2027-01-31' },
    });
  });
  it('keeps a rule that the form can not say, and its last day apart', () => {
    const rule = { freq: 'MONTHLY' as const, bymonthday: [1, 15], until: '2027-03-31' };
    expect(bodyOf(valuesOf({ ...schedule, recurrence_rule: rule }))).toMatchObject({ end_date: null, recurrence_rule: rule });
  });
  it('is nothing to send while a weekly rule has no day', () => {
    const values = valuesOf(schedule);
    expect(bodyOf({ ...values, repeat: { ...values.repeat, days: [] } })).toBeNull();
  });
});
