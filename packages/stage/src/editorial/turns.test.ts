import { expect, test } from 'vitest';
import { slidesWithin, Turns, worthTurning } from './turns.ts';

test('a showing has the slides there is time for: none for a moment, and one at least', () => {
  expect(slidesWithin(30_000, 10_000)).toBe(3);
  expect(slidesWithin(32_000, 10_000)).toBe(3);
  expect(slidesWithin(34_000, 10_000)).toBe(4);
  expect(slidesWithin(4000, 10_000)).toBe(1);
  expect(slidesWithin(2000, 1000)).toBe(2);
});

test('turns happen as often as was counted before', () => {
  for (const length of [500, 1000, 7000, 10_000, 25_000, 30_000, 33_400, 60_000]) {
    for (const each of [1000, 3000, 10_000]) {
      let slides = 1;
      while (worthTurning(length, slides * each, each)) slides++;
      expect(slidesWithin(length, each), `${length} of ${each}`).toBe(slides);
    }
  }
});

test('each showing goes on where the one before will end, whether that is over or not', () => {
  const turns = new Turns();
  const [one, other] = [{}, {}];
  expect(turns.first(7, 5)).toBe(0);
  turns.begin(7, 2, one);
  expect(turns.first(7, 5)).toBe(2);
  turns.begin(7, 4, other);
  // The first is taken off after the second came.
  turns.end(7, 2, one);
  expect(turns.first(7, 5)).toBe(4);
  expect(turns.first(8, 5)).toBe(0);
});

test('a showing that is broken off is followed by what it did not come to', () => {
  const turns = new Turns();
  const showing = {};
  turns.begin(7, 4, showing);
  turns.end(7, 1, showing);
  expect(turns.first(7, 5)).toBe(1);
  // Fewer items since.
  turns.begin(7, 4, showing);
  expect(turns.first(7, 3)).toBe(1);
});

test('so many editorials are remembered and no more', () => {
  const turns = new Turns();
  for (let id = 0; id <= 200; id++) turns.begin(id, 1, turns);
  expect(turns.first(0, 5)).toBe(0);
  expect(turns.first(1, 5)).toBe(1);
});
