import { afterEach, expect, test, vi } from 'vitest';
import { hearTime, serverNow, toServer } from './serverClock.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a browser whose clock is off goes by the server’s, one that is nearly right by its own', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-30T12:00:00Z') });
  hearTime('Mon, 30 Nov 2026 11:59:50 GMT');
  expect(serverNow()).toBe(Date.parse('2026-11-30T12:00:00Z'));
  hearTime('Mon, 30 Nov 2026 06:00:00 GMT');
  vi.advanceTimersByTime(5000);
  expect(serverNow()).toBe(Date.parse('2026-11-30T06:00:05Z'));
  expect(toServer(Date.parse('2026-11-30T12:00:00Z'))).toBe(Date.parse('2026-11-30T06:00:00Z'));
  for (const nothing of [null, '', 'yesterday']) hearTime(nothing);
  expect(serverNow()).toBe(Date.parse('2026-11-30T06:00:05Z'));
});
