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

test('a late answer does not move a clock that it does not contradict', () => {
  const clock = new PlayerClock();
  clock.use(at(5000), 10);
  clock.use(at(6400), 1500);
  expect(clock.offset).toBe(5000);
  clock.use(at(5020), 10);
  expect(clock.offset).toBe(5020);
  clock.use(at(9000), 1500);
  expect(clock.offset).toBe(9000);
});

test('an answer that is no instant teaches nothing', () => {
  expect(readClock('soon', Date.now(), 10)).toBeNull();
});

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const at = (offset: number) => ({ offset, learnedAt: Date.now() });

test('the player’s clock follows the server’s', () => {
  const clock = new PlayerClock();
  clock.use(at(5000));
  expect(clock.now()).toBe(Date.now() + 5000);
});

test('a machine that starts in 1970 goes on from when it was last on', () => {
  const reading = at(2000);
  vi.setSystemTime(0);
  const clock = new PlayerClock();
  clock.resume(reading);
  expect(clock.now()).toBe(reading.learnedAt + 2000);
  vi.advanceTimersByTime(60_000);
  expect(clock.now()).toBe(reading.learnedAt + 62_000);
});

test.each([HOUR, 5 * HOUR, 3 * YEAR])('a clock set back by %d ms does not take the screen back', jump => {
  const clock = new PlayerClock();
  clock.use(at(0));
  const before = clock.now();
  vi.setSystemTime(Date.now() - jump);
  expect(clock.now()).toBe(before);
});

test('a clock that is set right does not change the time that was already right', () => {
  const clock = new PlayerClock();
  clock.use(at(2 * HOUR));
  const before = clock.now();
  vi.setSystemTime(Date.now() + 2 * HOUR);
  expect(clock.look()).toBe(true);
  expect(clock.now()).toBe(before);
  expect(clock.offset).toBe(0);
});

test('a machine that slept wakes in its own time', () => {
  const clock = new PlayerClock();
  clock.use(at(40));
  const before = clock.now();
  vi.setSystemTime(Date.now() + 9 * HOUR);
  expect(clock.now()).toBe(before + 9 * HOUR);
});

test('as long as no server was heard the machine’s clock is all there is', () => {
  const clock = new PlayerClock();
  expect(clock.reading).toBeNull();
  vi.setSystemTime(Date.now() - HOUR);
  expect(clock.now()).toBe(Date.now());
});

test('what the server says counts more than what was kept', () => {
  const clock = new PlayerClock();
  clock.use(at(0));
  clock.resume(at(HOUR));
  expect(clock.offset).toBe(0);
});
