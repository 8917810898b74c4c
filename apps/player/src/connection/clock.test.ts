import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlayerClock, readClock } from './clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-03-01T12:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
});

test('the server’s answer was true half a round trip ago', () => {
  const reading = readClock('2026-03-01T14:00:00.000Z', Date.now(), 400);
  expect(reading?.offset).toBe(2 * 3_600_000 + 200);
});

test('an answer that is no instant teaches nothing', () => {
  expect(readClock('soon', Date.now(), 10)).toBeNull();
});

test('the player’s clock follows the server’s, and a kept reading unless this clock was set back since', () => {
  const clock = new PlayerClock();
  clock.use({ offset: 5000, learnedAt: Date.now() - 1000 });
  expect(clock.now()).toBe(Date.now() + 5000);
  clock.use({ offset: 99_000, learnedAt: Date.now() + 60_000 });
  expect(clock.offset).toBe(5000);
});
