import { expect, test } from 'vitest';
import { between, choose, countChosen, isChosen, nothing, readSelection, writeSelection } from './selection.ts';

test('what is chosen stands in the address and comes back from it', () => {
  for (const text of ['3,5,9', 'all', 'all-5-9', undefined]) expect(writeSelection(readSelection(text))).toBe(text);
  expect(readSelection('x,-2,,1e99')).toEqual({ all: false, ids: new Set([2]) });
});

test('all of a filter but one is all again when that one is chosen', () => {
  const all = readSelection('all');
  const but = choose(all, [7], false);
  expect([isChosen(but, 7), isChosen(but, 8), countChosen(but, 312)]).toEqual([false, true, 311]);
  expect(choose(but, [7], true)).toEqual(all);
  expect(countChosen(choose(choose(nothing, [1, 2], true), [2, 3], false), 312)).toBe(1);
});

test('a range goes either way, and is the clicked one alone when its start is on another page', () => {
  expect(between([4, 2, 9, 1], 1, 2)).toEqual([2, 9, 1]);
  expect(between([4, 2, 9, 1], 4, 9)).toEqual([4, 2, 9]);
  expect(between([4, 2, 9, 1], 77, 9)).toEqual([9]);
  expect(between([4, 2, 9, 1], null, 9)).toEqual([9]);
});
