import { expect, test } from 'vitest';
import { indexOf, lengthOf, order } from './playlist.ts';
import type { StageItem } from './types.ts';

const item = (key: string, content_id: number, more: Partial<StageItem> = {}): StageItem => ({
  key,
  content_id,
  title: key,
  type: 'image',
  mime_type: 'image/png',
  duration: null,
  fit: 'contain',
  muted: false,
  ...more,
});

test('a loop tries every item once, the present one last', () => {
  expect(order(4, 2, 1, true)).toEqual([2, 3, 0, 1]);
  expect(order(4, 4, 1, true)).toEqual([0, 1, 2, 3]);
  expect(order(4, -1, -1, true)).toEqual([3, 2, 1, 0]);
  expect(order(1, 1, 1, true)).toEqual([0]);
  expect(order(0, 0, 1, true)).toEqual([]);
});

test('without a loop the list ends', () => {
  expect(order(3, 1, 1, false)).toEqual([1, 2]);
  expect(order(3, 3, 1, false)).toEqual([]);
  expect(order(3, -1, -1, false)).toEqual([]);
});

test('an item is the same only with the same key and content', () => {
  const list = [item('a', 1), item('b', 2)];
  expect(indexOf(list, item('b', 2))).toBe(1);
  expect(indexOf(list, item('b', 3))).toBe(-1);
  expect(indexOf(list, null)).toBe(-1);
});

test('clips without a length play to their end, pictures and pages never stay for ever', () => {
  expect(lengthOf(item('a', 1, { type: 'video' }))).toBeNull();
  expect(lengthOf(item('a', 1, { type: 'audio', duration: 2.5 }))).toBe(2500);
  expect(lengthOf(item('a', 1))).toBe(10_000);
  expect(lengthOf(item('a', 1, { type: 'html' }))).toBe(10_000);
});
