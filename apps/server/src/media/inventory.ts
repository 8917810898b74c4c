import { createHash } from 'node:crypto';
import type { Store } from './store/store.ts';

/** A file that the database says is there. */
export interface Expected {
  sha256: string;
  /** Bytes; `null` where the database does not say. */
  size: number | null;
  /** What uses it, in words for the operator. */
  user: string;
}

export interface Inventory {
  files: number;
  bytes: number;
  missing: Expected[];
  /** Of another length, or (looked at only when asked) of other bytes. */
  damaged: Expected[];
  /** Hashes of files that nothing uses. */
  orphaned: string[];
}

/** Younger files may belong to a write under way. */
const settledAfter = 3_600_000;

/**
 * Compares what is stored with what the database says. Changes nothing.
 * @param thorough reads every file to its end and compares its hash
 */
export async function takeInventory(
  store: Pick<Store, 'list' | 'read'>,
  expected: readonly Expected[],
  thorough: boolean,
  now: number,
): Promise<Inventory> {
  const wanted = new Map(expected.map(file => [file.sha256, file]));
  const found = new Set<string>();
  const inventory: Inventory = { files: 0, bytes: 0, missing: [], damaged: [], orphaned: [] };
  for await (const { sha256, size, at } of store.list()) {
    found.add(sha256);
    inventory.files++;
    inventory.bytes += size;
    const file = wanted.get(sha256);
    if (!file) {
      if (at < now - settledAfter) inventory.orphaned.push(sha256);
    } else if ((file.size !== null && file.size !== size) || (thorough && (await hashOf(store, sha256, size)) !== sha256)) {
      inventory.damaged.push(file);
    }
  }
  inventory.missing = [...wanted.values()].filter(({ sha256 }) => !found.has(sha256));
  return inventory;
}

async function hashOf(store: Pick<Store, 'read'>, sha256: string, size: number): Promise<string> {
  const { body } = await store.read(sha256, size, length => (length === 0 ? null : { start: 0, end: length - 1 }));
  const hash = createHash('sha256');
  if (Buffer.isBuffer(body)) hash.update(body);
  else if (body) for await (const chunk of body) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
