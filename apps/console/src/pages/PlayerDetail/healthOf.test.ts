import { expect, test } from 'vitest';
import { healthOf, isUnknown } from './healthOf.ts';

test('numbers that a screen told are read, and what it did not say is unknown', () => {
  const health = healthOf({
    storage_used: 3,
    storage_quota: 10,
    frames: 0,
    frames_dropped: 0,
    network: '4g',
    network_rtt_ms: 50,
    heap_mb: 40,
  });
  expect(health).toMatchObject({ storage: { used: 3, quota: 10 }, frames: null, clockAhead: null, memory: { heap: 40, device: null } });
  expect(health.network).toEqual({ kind: '4g', mbit: null, rtt: 50 });
  expect(isUnknown(health)).toBe(false);
});

test('what is no number is not shown as one', () => {
  const health = healthOf({
    storage_used: 'much',
    storage_quota: 10,
    clock_ahead_ms: null,
    uptime_s: true,
    library_ready: -1,
    library_total: 4,
  });
  expect(isUnknown(health)).toBe(true);
  expect(isUnknown(healthOf({ plays_lost: 3 }))).toBe(false);
});
