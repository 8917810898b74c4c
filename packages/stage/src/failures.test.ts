import { expect, test } from 'vitest';
import { Failures } from './failures.ts';

test('an item that fails again and again is tried later and later, but at least every five minutes', () => {
  const failures = new Failures();
  const waits: number[] = [];
  for (let now = 0, round = 0; round < 8; round++) {
    failures.note('a', now);
    waits.push((failures.nextTry() ?? 0) - now);
    now = failures.nextTry() ?? 0;
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
});

test('it is blocked until its time, and forgiven when it played', () => {
  const failures = new Failures();
  failures.note('a', 0);
  expect(failures.blocked('a', 9_999)).toBe(true);
  expect(failures.blocked('a', 10_000)).toBe(false);
  expect(failures.blocked('b', 0)).toBe(false);
  failures.forgive('a');
  expect(failures.nextTry()).toBeNull();
});

test('it remembers nothing of items that left the playlist', () => {
  const failures = new Failures();
  failures.note('a', 0);
  failures.note('b', 5);
  failures.keepOnly(new Set(['b']));
  expect(failures.nextTry()).toBe(10_005);
});
