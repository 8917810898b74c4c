import { expect, test } from 'vitest';
import { Needs } from './needs.ts';

test('what is needed moves to the end, the first of it last; what is not needed any more stays before it', () => {
  const needs = new Needs();
  needs.touch(['a', 'b']);
  expect(needs.order).toEqual(['b', 'a']);
  needs.touch(['c', 'b']);
  expect(needs.order).toEqual(['a', 'b', 'c']);
});
