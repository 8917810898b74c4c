import { describe, expect, it } from 'vitest';
import { clockChange, readAsked, readWall } from './wallTime.ts';

const iso = (date: string, minutes: number, zone: string) => {
  const { kind, instants } = readWall(date, minutes, zone);
  return [kind, ...instants.map(at => new Date(at).toISOString().slice(0, 16))];
};

describe('a wall clock in its zone', () => {
  it('is one instant on all but two days', () => {
    expect(iso('2026-11-24', 13 * 60 + 42, 'America/Sao_Paulo')).toEqual(['plain', '2026-11-24T16:42']);
    expect(iso('2026-03-29', 0, 'Europe/Lisbon')).toEqual(['plain', '2026-03-29T00:00']);
  });
  it('that a gap skips is told, and moves forward by the gap as the schedule takes it', () => {
    expect(iso('2026-03-29', 150, 'Europe/Berlin')).toEqual(['gap', '2026-03-29T01:30']);
    expect(iso('2018-11-04', 30, 'America/Sao_Paulo')).toEqual(['gap', '2018-11-04T03:30']);
  });
  it('that comes twice is two instants, the earlier first', () => {
    expect(iso('2026-10-25', 150, 'Europe/Berlin')).toEqual(['twice', '2026-10-25T00:30', '2026-10-25T01:30']);
    expect(iso('2026-11-01', 90, 'America/New_York')).toEqual(['twice', '2026-11-01T05:30', '2026-11-01T06:30']);
  });
});

describe('the day on which a clock changes', () => {
  it('says which hours it skips or shows twice', () => {
    expect(clockChange('2027-03-14', 'America/New_York')).toEqual({ kind: 'gap', from: 120, to: 180 });
    expect(clockChange('2026-11-01', 'America/New_York')).toEqual({ kind: 'twice', from: 60, to: 120 });
    expect(clockChange('2026-10-04', 'Australia/Lord_Howe')).toEqual({ kind: 'gap', from: 120, to: 150 });
    expect(clockChange('2018-11-04', 'America/Sao_Paulo')).toEqual({ kind: 'gap', from: 0, to: 60 });
    expect(clockChange('2018-02-17', 'America/Sao_Paulo')).toEqual({ kind: 'twice', from: 1380, to: 1440 });
  });
  it('is no other day', () => {
    for (const date of ['2027-03-13', '2027-03-15', '2026-10-31', '2026-11-02']) expect(clockChange(date, 'America/New_York')).toBeNull();
    for (const date of ['2018-11-03', '2018-11-05', '2018-02-18']) expect(clockChange(date, 'America/Sao_Paulo')).toBeNull();
    expect(clockChange('2026-11-01', 'America/Sao_Paulo')).toBeNull();
  });
});

describe('what the address says', () => {
  it('is read where it is an instant, else nothing', () => {
    expect(readAsked('2026-11-24T13:42')).toEqual({ date: '2026-11-24', minutes: 822 });
    for (const text of [undefined, '', 'now', '2026-02-30T10:00', '2026-11-24T24:00', '0001-01-01T00:00', '9999-12-31T00:00', '2026-11-24'])
      expect(readAsked(text)).toBeNull();
  });
});
