import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Telemetry } from './telemetry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a heartbeat goes out at once and then every so often', () => {
  const send = vi.fn();
  new Telemetry(send).start(30);
  expect(send).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(90_500);
  expect(send).toHaveBeenCalledTimes(4);
});

test('a change is told at once, many at most once a second, and none twice', () => {
  const send = vi.fn();
  const telemetry = new Telemetry(send);
  telemetry.start(30);
  vi.advanceTimersByTime(5_000);
  telemetry.changed('playing 1');
  vi.advanceTimersByTime(1);
  expect(send).toHaveBeenCalledTimes(2);
  for (let item = 2; item < 10; item++) telemetry.changed(`playing ${item}`);
  telemetry.changed('playing 9');
  vi.advanceTimersByTime(5_000);
  expect(send).toHaveBeenCalledTimes(3);
});
