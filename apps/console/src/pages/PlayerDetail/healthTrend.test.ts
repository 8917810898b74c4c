import { expect, test } from 'vitest';
import { trendOf } from './healthTrend.ts';

const now = Date.parse('2026-11-30T12:20:00Z');
const said = (at: string, heap_mb: number | null) => ({
  at,
  heap_mb,
  storage_used: null,
  storage_quota: null,
  network_mbit: null,
  network_rtt_ms: null,
  clock_ahead_ms: null,
});

test('hours without a word are gaps, also the last ones; what is older than a week is not drawn', () => {
  const hours = [
    said('2026-11-23T11:00:00Z', 99),
    said('2026-11-30T08:00:00Z', 40),
    said('2026-11-30T09:00:00Z', null),
    said('2026-11-30T10:00:00Z', 60),
  ];
  expect(trendOf(hours, now, ({ heap_mb }) => heap_mb)).toEqual({ values: [40, null, 60, null], low: 40, high: 60 });
});

test('one number makes no line', () => {
  expect(trendOf([said('2026-11-30T08:00:00Z', 40)], now, ({ heap_mb }) => heap_mb)).toBeNull();
  expect(trendOf([], now, ({ heap_mb }) => heap_mb)).toBeNull();
});
