import { expect, test } from 'vitest';
import { picked, retagged, tagsOf } from './selection.ts';

const rows = [1, 2, 3, 4, 5].map(id => ({ id }));
const of = (...ids: number[]) => new Map(ids.map(id => [id, { id }]));
const ids = (chosen: ReadonlyMap<number, unknown>) => [...chosen.keys()].sort((one, other) => one - other);

test('a row turns; a range, in either direction, becomes what its last row becomes; other pages stay', () => {
  expect(ids(picked(of(), rows, 2, null))).toEqual([2]);
  expect(ids(picked(of(2, 9), rows, 2, null))).toEqual([9]);
  expect(ids(picked(of(2), rows, 4, 2))).toEqual([2, 3, 4]);
  expect(ids(picked(of(4, 9), rows, 2, 4))).toEqual([2, 3, 4, 9]);
  expect(ids(picked(of(1, 2, 3, 4), rows, 3, 2))).toEqual([1, 4]);
});

test('a range from a row that is on another page is the row itself', () => {
  expect(ids(picked(of(9), rows, 3, 9))).toEqual([3, 9]);
});

test('tags are added once and keep their order; nothing to change says so', () => {
  expect(retagged(['a', 'b'], ['c', 'a'], [])).toEqual(['a', 'b', 'c']);
  expect(retagged(['a', 'b'], [], ['a', 'x'])).toEqual(['b']);
  expect(retagged(['a'], ['a'], ['b'])).toBeNull();
  expect(tagsOf([{ tags: ['b', 'a'] }, { tags: ['a'] }])).toEqual(['a', 'b']);
});
