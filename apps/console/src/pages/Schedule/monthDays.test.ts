import { describe, expect, it } from 'vitest';
import { addMonths, changesOf, monthDates, sharesOf } from './monthDays.ts';

const hour = 3_600_000;

describe('a month', () => {
  it('is drawn in whole weeks from Monday on', () => {
    expect(monthDates('2026-11-24')).toHaveLength(42);
    expect(monthDates('2026-11-24').at(0)).toBe('2026-10-26');
    expect(monthDates('2027-02-10')).toHaveLength(28);
  });
  it('is gone through by its days, the last one where a month is shorter', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2026-12-05', 1)).toBe('2027-01-05');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
});

describe('the days of a month', () => {
  const zone = 'Europe/Berlin';
  const from = Date.parse('2026-10-24T00:00:00+02:00');
  const base = { campaignId: 1, name: 'Base', scheduled: false };
  const cafe = { campaignId: 2, name: 'Café', scheduled: true };
  const shares = sharesOf(
    [
      { ...base, start: from, end: from + 10 * hour },
      { ...cafe, start: from + 10 * hour, end: from + 12 * hour },
      { ...base, start: from + 12 * hour, end: from + 80 * hour },
    ],
    ['2026-10-24', '2026-10-25'],
    zone,
  );
  it('list what is scheduled first, with its length', () => {
    expect(shares.get('2026-10-24')).toEqual([
      { ...cafe, length: 2 * hour },
      { ...base, length: 22 * hour },
    ]);
  });
  it('have 25 hours where the clock goes back', () => {
    expect(shares.get('2026-10-25')).toEqual([{ ...base, length: 25 * hour }]);
  });
  it('say what came in and what went', () => {
    const [one, other] = [shares.get('2026-10-24') ?? [], shares.get('2026-10-25') ?? []];
    expect([...changesOf(one, other).enters]).toEqual([2]);
    expect(changesOf(other, one)).toMatchObject({ enters: new Set(), leaves: [{ name: 'Café' }] });
  });
});
