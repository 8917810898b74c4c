import { expect, test } from 'vitest';
import { dayRun } from './dayRun.ts';

test('days that follow one another are said by their ends', () => {
  expect(dayRun([1, 2, 3, 4, 5])).toEqual([1, 5]);
  expect(dayRun([0, 1, 2, 3, 4, 5])).toEqual([0, 5]);
  expect(dayRun([5, 6, 0])).toEqual([5, 0]);
});

test('others are not: two, all seven, or with a day between', () => {
  expect(dayRun([1, 2])).toBeNull();
  expect(dayRun([0, 1, 2, 3, 4, 5, 6])).toBeNull();
  expect(dayRun([1, 3, 5])).toBeNull();
  expect(dayRun([1, 2, 3, 5])).toBeNull();
});
