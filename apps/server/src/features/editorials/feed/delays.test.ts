import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAfterFailure, nextAfterSuccess } from './delays.ts';

const minute = 60_000;

test('a feed is read in its rhythm, up to a tenth later', () => {
  expect(nextAfterSuccess(0, 30, 0)).toBe(30 * minute);
  expect(nextAfterSuccess(0, 30, 1)).toBe(33 * minute);
});

test('failures make the pauses longer, from 5 minutes to 6 hours, or to the rhythm of a slower feed', () => {
  const rests = (refresh: number) => [1, 2, 3, 4, 7, 8, 50, 5000].map(failures => nextAfterFailure(0, failures, refresh, 0) / minute);
  expect(rests(30)).toEqual([5, 10, 20, 40, 320, 360, 360, 360]);
  expect(rests(1440)).toEqual([5, 10, 20, 40, 320, 640, 1440, 1440]);
});

test('the server may ask for more patience, up to a day', () => {
  expect(nextAfterFailure(0, 1, 30, 0, 3600)).toBe(60 * minute);
  expect(nextAfterFailure(0, 1, 30, 0, 1)).toBe(5 * minute);
  expect(nextAfterFailure(0, 1, 30, 0, 999_999)).toBe(1440 * minute);
});

test('whatever happens, the next try is at least 5 minutes and at most 27 hours away', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 5, max: 1440 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.option(fc.nat()),
      (failures, refresh, random, asked) => {
        const next = nextAfterFailure(0, failures, refresh, random, asked);
        expect(next).toBeGreaterThanOrEqual(5 * minute);
        expect(next).toBeLessThanOrEqual(27 * 60 * minute);
      },
    ),
  );
});
