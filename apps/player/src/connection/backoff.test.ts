import { expect, test } from 'vitest';
import { reconnectDelay, replacedDelay, spreadDelay } from './backoff.ts';

test('waits grow to half a minute and never more, for ever', () => {
  const most = Array.from({ length: 40 }, (_, attempt) => reconnectDelay(attempt, () => 1));
  expect(most.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(Math.max(...most)).toBe(30_000);
});

test('half of each wait is random, so that a fleet does not come back as one', () => {
  expect(reconnectDelay(3, () => 0)).toBe(4000);
  expect(reconnectDelay(3, () => 1)).toBe(8000);
});

test('a server that goes is given the spread it asks for, within reason', () => {
  expect(spreadDelay(15, () => 0.5)).toBe(7500);
  expect(spreadDelay(-3, () => 1)).toBe(0);
  expect(spreadDelay(1e9, () => 1)).toBe(600_000);
});

test('a replaced screen asks again after half a minute', () => {
  expect(replacedDelay(() => 0)).toBeGreaterThanOrEqual(24_000);
});
