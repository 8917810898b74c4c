import { expect, test } from 'vitest';
import { scaleOf } from './scale.ts';

test('what fits on a bar is told as it is, what does not in thousands or millions', () => {
  expect(scaleOf(9999)).toEqual({ by: 1, unit: null });
  expect(scaleOf(10_000)).toEqual({ by: 1000, unit: 'thousand' });
  expect(scaleOf(1_710_000)).toEqual({ by: 1_000_000, unit: 'million' });
});
