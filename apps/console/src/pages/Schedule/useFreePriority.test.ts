import { afterAll, expect, test, vi } from 'vitest';

vi.mock('../../api/client.ts', () => ({ $api: {} }));
// Read anew, and forgotten again: other files in this process have the real one.
vi.resetModules();
afterAll(() => {
  vi.doUnmock('../../api/client.ts');
  vi.resetModules();
});
const { nextFree } = await import('./useFreePriority.ts');

test('a tie ends at the next priority that nobody has', () => {
  expect(nextFree(0, [0, 1, 2, 5])).toBe(3);
  expect(nextFree(4, [])).toBe(5);
});
