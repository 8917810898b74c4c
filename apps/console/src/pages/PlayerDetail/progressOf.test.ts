import { expect, test } from 'vitest';
import { progressOf } from './progressOf.ts';

test('an item goes from its begin to its end, and stays there until another is told of', () => {
  expect([0, 4000, 10_000, 12_000].map(now => progressOf(0, now, 10, false))).toEqual([0, 4, 10, 10]);
  expect(progressOf(500, 0, 10, false)).toBe(0);
});

test('an item that is alone begins again', () => {
  expect(progressOf(0, 25_000, 10, true)).toBe(5);
});
