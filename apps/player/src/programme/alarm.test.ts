import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Alarm } from './alarm.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-03-01T12:00:00Z');
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const HOUR = 3_600_000;

test('rings at its instant, by the player’s clock and not the machine’s', () => {
  const ring = vi.fn();
  const alarm = new Alarm(() => Date.now() + 60_000, ring);
  alarm.set(Date.now() + 90_000);
  vi.advanceTimersByTime(29_000);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_500);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('an instant days away is reached in short sleeps, and rings once', () => {
  const ring = vi.fn();
  const alarm = new Alarm(Date.now, ring);
  alarm.set(Date.now() + 3 * 24 * HOUR);
  vi.advanceTimersByTime(3 * 24 * HOUR - 1000);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('a clock that jumps wakes it within seconds', () => {
  const ring = vi.fn();
  new Alarm(Date.now, ring).set(null);
  vi.advanceTimersByTime(60_000);
  expect(ring).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 2 * HOUR);
  vi.advanceTimersByTime(5_000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('setting it anew forgets the instant before', () => {
  const ring = vi.fn();
  const alarm = new Alarm(Date.now, ring);
  alarm.set(Date.now() + 1000);
  alarm.set(null);
  vi.advanceTimersByTime(4000);
  expect(ring).not.toHaveBeenCalled();
});
