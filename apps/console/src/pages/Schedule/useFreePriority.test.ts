import { expect, test, vi } from 'vitest';

vi.mock('../../api/client.ts', () => ({ $api: {} }));
const { nextFree } = await import('./useFreePriority.ts');

test('a tie ends at the next priority that nobody has', () => {
  expect(nextFree(0, [0, 1, 2, 5])).toBe(3);
  expect(nextFree(4, [])).toBe(5);
});
