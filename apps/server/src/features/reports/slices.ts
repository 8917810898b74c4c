import type { Window } from './window.ts';

/** What one statement is to take at most, ms: SQLite answers in the server's own thread, and heartbeats wait meanwhile. */
const pace = 25;
const narrowest = 10_000;
const first = 300_000;

/**
 * Reads a window piece by piece, each within one day, as wide as can be read in a moment; in between, others have their
 * turn. A million plays so take a second without holding up anybody.
 */
export async function* slices<T>(
  { edges }: Pick<Window, 'edges'>,
  read: (from: number, to: number) => Promise<T>,
): AsyncGenerator<{ from: number; to: number; found: T }> {
  let width = first;
  for (const [index, end] of edges.slice(1).entries()) {
    for (let from = edges[index] ?? end; from < end; ) {
      const to = Math.min(end, from + width);
      const began = performance.now();
      const found = await read(from, to);
      const took = performance.now() - began;
      yield { from, to, found };
      if (took > pace) width = Math.max(narrowest, width / 2);
      else if (took < pace / 3 && to - from === width) width *= 2;
      from = to;
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}
