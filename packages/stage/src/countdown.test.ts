import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './countdown.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('does not run before it is started, and ends once', () => {
  const ended = vi.fn();
  const countdown = new Countdown(1000, ended);
  vi.advanceTimersByTime(5000);
  expect(ended).not.toHaveBeenCalled();
  countdown.start();
  vi.advanceTimersByTime(5000);
  expect(ended).toHaveBeenCalledTimes(1);
});

test('a pause keeps what remains', () => {
  const ended = vi.fn();
  const countdown = new Countdown(1000, ended);
  countdown.start();
  vi.advanceTimersByTime(400);
  countdown.pause();
  vi.advanceTimersByTime(60_000);
  expect(countdown.remaining).toBe(600);
  countdown.start();
  vi.advanceTimersByTime(590);
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(ended).toHaveBeenCalledTimes(1);
});

test('a clock that is set forward or back neither cuts nor stretches it', () => {
  const ended = vi.fn();
  const countdown = new Countdown(1000, ended);
  countdown.start();
  vi.setSystemTime(Date.now() + 7_200_000);
  vi.advanceTimersByTime(900);
  expect(ended).not.toHaveBeenCalled();
  vi.setSystemTime(0);
  vi.advanceTimersByTime(150);
  expect(ended).toHaveBeenCalledTimes(1);
});

test('a new length counts what was spent', () => {
  const ended = vi.fn();
  const countdown = new Countdown(1000, ended);
  countdown.start();
  vi.advanceTimersByTime(800);
  countdown.resize(2000);
  vi.advanceTimersByTime(1100);
  expect(ended).not.toHaveBeenCalled();
  countdown.resize(500);
  vi.advanceTimersByTime(5);
  expect(ended).toHaveBeenCalledTimes(1);
});
