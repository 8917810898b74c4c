import { describe, expect, it } from 'vitest';
import { addDays, hhmm, instantOf, monday, sameTime, wallClock, weekday } from './zone.ts';

describe('zones', () => {
  it('reads the wall clock of a place', () => {
    expect(wallClock(Date.parse('2026-11-25T02:30:00Z'), 'America/Sao_Paulo')).toEqual({ date: '2026-11-24', minutes: 23 * 60 + 30 });
  });
  it('finds the instant of a local time, on both sides of a change of clocks', () => {
    expect(new Date(instantOf('2026-11-24', 8 * 60, 'America/Sao_Paulo')).toISOString()).toBe('2026-11-24T11:00:00.000Z');
    expect(new Date(instantOf('2026-03-29', 60, 'Europe/Berlin')).toISOString()).toBe('2026-03-29T00:00:00.000Z');
    expect(new Date(instantOf('2026-03-29', 180, 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(new Date(instantOf('2026-10-25', 240, 'Europe/Berlin')).toISOString()).toBe('2026-10-25T03:00:00.000Z');
  });
  it('takes what the schedule takes: a time that a gap skips moves forward, of two the earlier counts', () => {
    expect(new Date(instantOf('2026-03-29', 150, 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(instantOf('2026-04-24', 0, 'Africa/Cairo')).toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(new Date(instantOf('2018-11-04', 0, 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(new Date(instantOf('2026-10-25', 150, 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
  it('counts days without a zone', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(weekday('2026-11-24')).toBe(2);
    expect(monday('2026-11-29')).toBe('2026-11-23');
    expect(monday('2026-11-23')).toBe('2026-11-23');
  });
  it('knows when two zones agree', () => {
    expect(sameTime('America/Sao_Paulo', 'America/Recife', Date.parse('2026-11-24T12:00:00Z'))).toBe(true);
    expect(sameTime('America/Sao_Paulo', 'Europe/Lisbon', Date.parse('2026-11-24T12:00:00Z'))).toBe(false);
  });
  it('writes the end of the day as 24:00', () => {
    expect(hhmm(1440)).toBe('24:00');
    expect(hhmm(545)).toBe('09:05');
  });
});
