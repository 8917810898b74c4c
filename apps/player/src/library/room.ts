import type { ProgrammeContent } from '@tvs/protocol';

/** Kept free for everything else that this page and its machine store, bytes: a twentieth of the quota, but no more than this. */
const RESERVE = 256e6;

/** @param used all that this origin stores. @param library what of it is the library's. All in bytes. */
export function budgetOf({ quota, used, library }: { quota: number; used: number; library: number }): number {
  const others = Math.max(0, used - library);
  return Math.max(0, Math.floor(quota - others - Math.min(RESERVE, quota / 20)));
}

export interface Shelf {
  /** What the programme names, in order of need. */
  wanted: readonly ProgrammeContent[];
  /** Bytes of each file that is there or on its way, by SHA-256. */
  held: ReadonlyMap<string, number>;
  /** SHA-256s, what was needed longest ago first. */
  order: readonly string[];
  /** On the glass, or on its way: not to be taken away now. */
  busy: (sha256: string) => boolean;
  /** Bytes. */
  budget: number;
}

/** What of the programme fits: in order of need, so that what plays soonest is kept; a smaller one may still fit after a large one did not. */
export function fitting({ wanted, budget }: Pick<Shelf, 'wanted' | 'budget'>): Set<string> {
  const fit = new Set<string>();
  let left = budget;
  for (const { sha256, size } of wanted) {
    if (fit.has(sha256) || size > left) continue;
    fit.add(sha256);
    left -= size;
  }
  return fit;
}

/**
 * Which files make room for one more, the first to go first: those that no programme names, needed longest ago first; then what the
 * programme needs last and there is no room for. `null`: the room cannot be made now.
 */
export function makeRoom(shelf: Shelf, size: number, fit: ReadonlySet<string>): string[] | null {
  const { wanted, held, order, busy, budget } = shelf;
  let total = size;
  for (const bytes of held.values()) total += bytes;
  const named = new Set(wanted.map(content => content.sha256));
  const known = new Set(order);
  const strangers = [...held.keys()].filter(sha256 => !known.has(sha256));
  const going = [
    ...[...strangers, ...order].filter(sha256 => !named.has(sha256)),
    ...wanted.map(content => content.sha256).reverse(),
  ].filter(sha256 => held.has(sha256) && !fit.has(sha256) && !busy(sha256));
  const gone: string[] = [];
  for (const sha256 of going) {
    if (total <= budget) break;
    gone.push(sha256);
    total -= held.get(sha256) ?? 0;
  }
  return total <= budget ? gone : null;
}
