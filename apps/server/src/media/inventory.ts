import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

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
 * Compares the media folder with what the database says. Changes nothing.
 * @param thorough reads every file to its end and compares its hash
 */
export async function takeInventory(root: string, expected: readonly Expected[], thorough: boolean, now: number): Promise<Inventory> {
  const wanted = new Map(expected.map(file => [file.sha256, file]));
  const found = new Map<string, { size: number; mtimeMs: number }>();
  for await (const { sha256, path } of storedFiles(root)) {
    const facts = await stat(path).catch(() => null);
    if (facts) found.set(sha256, facts);
  }
  const inventory: Inventory = { files: found.size, bytes: 0, missing: [], damaged: [], orphaned: [] };
  for (const [sha256, { size, mtimeMs }] of found) {
    inventory.bytes += size;
    const file = wanted.get(sha256);
    if (!file) {
      if (mtimeMs < now - settledAfter) inventory.orphaned.push(sha256);
    } else if ((file.size !== null && file.size !== size) || (thorough && (await hashOf(pathOf(root, sha256))) !== sha256)) {
      inventory.damaged.push(file);
    }
  }
  inventory.missing = [...wanted.values()].filter(({ sha256 }) => !found.has(sha256));
  return inventory;
}

const pathOf = (root: string, sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

async function* storedFiles(root: string): AsyncGenerator<{ sha256: string; path: string }> {
  for (const first of await names(root, /^[0-9a-f]{2}$/)) {
    for (const second of await names(join(root, first), /^[0-9a-f]{2}$/)) {
      for (const sha256 of await names(join(root, first, second), /^[0-9a-f]{64}$/)) yield { sha256, path: pathOf(root, sha256) };
    }
  }
}

async function names(folder: string, pattern: RegExp): Promise<string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter(name => pattern.test(name));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
