import { expect, test } from 'vitest';
import { owedBy } from './owedBy.ts';

test('holes in the numbers are plays that may still arrive, both ends included', () => {
  expect(
    owedBy({
      missing_plays: [
        [90, 90],
        [10, 19],
      ],
      system_info: {},
    }),
  ).toEqual({
    missing: 11,
    lost: 0,
    ranges: ['90', '10–19'],
    more: false,
    atLeast: false,
  });
});

test('what the player says it lost is not waited for', () => {
  const { missing, lost } = owedBy({ missing_plays: [[10, 19]], system_info: { plays_lost: 4 } });
  expect({ missing, lost }).toEqual({ missing: 6, lost: 4 });
});

test('as many holes as the server names at most may be the first of more', () => {
  const missing_plays = Array.from({ length: 20 }, (_, index) => [100 - index * 2, 100 - index * 2]);
  expect(owedBy({ missing_plays, system_info: {} })).toMatchObject({ missing: 20, atLeast: true });
});

test('many holes are cut short, and that is said', () => {
  const { ranges, more } = owedBy({
    missing_plays: [
      [9, 9],
      [7, 7],
      [5, 5],
      [3, 3],
    ],
    system_info: {},
  });
  expect(ranges).toHaveLength(3);
  expect(more).toBe(true);
});
