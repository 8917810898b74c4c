import { afterAll, describe, expect, it, vi } from 'vitest';

const language = vi.hoisted(() => ({ now: 'pt-BR' }));
vi.mock('../i18n/index.ts', () => ({ currentLocale: () => language.now }));
// Read anew, and forgotten again: other files in this process have the real one.
vi.resetModules();
afterAll(() => {
  vi.doUnmock('../i18n/index.ts');
  vi.resetModules();
});
const { bytes, clock, percent, time, ago, localDate, dateRange } = await import('./format.ts');

describe('format', () => {
  it('writes bytes with three figures and a decimal comma', () => {
    expect(bytes(0)).toBe('0 B');
    expect(bytes(18_400_000)).toBe('18,4 MB');
    expect(bytes(418_000_000)).toBe('418 MB');
  });
  it('writes seconds as a clock', () => {
    expect(clock(15)).toBe('0:15');
    expect(clock(3723)).toBe('1:02:03');
  });
  it('never rounds a percentage up to 100', () => {
    expect(percent(0.9999)).toBe('99,9 %');
    expect(percent(1)).toBe('100 %');
  });
  it('shows an instant in the zone of the place', () => {
    expect(time('2026-11-24T16:42:00Z', 'America/Sao_Paulo')).toBe('13:42');
  });
  it('says how long ago', () => {
    expect(ago('2026-11-24T16:42:00Z', Date.parse('2026-11-24T16:45:00Z'))).toMatch(/3 min$/);
    expect(ago('2026-11-24T16:44:57Z', Date.parse('2026-11-24T16:45:00Z'))).toBe('há 3 seg');
  });
  it('takes a clock that goes a little before ours for now', () => {
    const now = Date.parse('2026-11-24T16:45:00Z');
    expect(ago('2026-11-24T16:45:03Z', now)).toBe('agora');
    expect(ago('2026-11-24T16:46:00Z', now)).toBe('agora');
    expect(ago('2026-11-24T16:50:00Z', now)).toMatch(/5 min/);
  });
  it('keeps a local date on its day in every zone', () => {
    expect(localDate('2026-11-24')).toBe('24 nov 2026');
  });
  it('says each part of a period once', () => {
    expect(dateRange('2026-11-23', '2026-11-29')).toBe('23 – 29 nov 2026');
    language.now = 'en';
    expect(dateRange('2026-11-23', '2026-11-29')).toBe('Nov 23 – 29, 2026');
    expect(dateRange('2026-11-30', '2026-12-06')).toBe('Nov 30 – Dec 6, 2026');
    expect(dateRange('2026-12-28', '2027-01-03')).toBe('Dec 28, 2026 – Jan 3, 2027');
    language.now = 'pt-BR';
  });
});
