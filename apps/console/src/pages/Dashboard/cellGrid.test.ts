import { expect, test } from 'vitest';
import { boxOf, cellAt, gridOf, pathsOf, slabsOf } from './cellGrid.ts';

test('as many cells stand beside each other as fit, the last without a gap, and at least one', () => {
  expect(gridOf(46, 16).columns).toBe(3);
  expect(gridOf(45, 16).columns).toBe(2);
  expect(gridOf(3, 16).columns).toBe(1);
});

test('a point is in the cell whose corner is before it, and beside or below the last in none', () => {
  const grid = gridOf(46, 16);
  for (let place = 0; place < 7; place++) {
    const { left, top } = boxOf(grid, place);
    for (const inside of [0, 13, 15]) expect(cellAt(grid, left + inside, top + inside, 7)).toBe(place);
  }
  expect(cellAt(grid, 48, 0, 7)).toBeNull();
  expect(cellAt(grid, 16, 32, 7)).toBeNull();
  expect(cellAt(grid, -1, 0, 7)).toBeNull();
});

test('ten thousand cells are drawn in pictures that end with a line, each cell in one', () => {
  const grid = gridOf(360, 28);
  const slabs = slabsOf(grid, 10_000);
  expect(slabs[0]?.from).toBe(0);
  expect(slabs.at(-1)?.to).toBe(10_000);
  for (const [at, { from }] of slabs.entries()) {
    expect(from).toBe(slabs[at - 1]?.to ?? 0);
    expect(from % grid.columns).toBe(0);
  }
  expect(slabs.length).toBeGreaterThan(1);
  expect(slabsOf(grid, 0)).toEqual([]);
});

test('cells of one kind beside each other are one piece, which ends with its line', () => {
  const paths = pathsOf({ columns: 3, step: 16 }, ['on', 'on', 'off', 'off', 'on', 'on', 'on']);
  expect(paths.get('on')).toBe('M0 0h32v16h-32zM16 16h32v16h-32zM0 32h16v16h-16z');
  expect(paths.get('off')).toBe('M32 0h16v16h-16zM0 16h16v16h-16z');
});
