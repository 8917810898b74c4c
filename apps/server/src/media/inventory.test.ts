import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeInventory } from './inventory.ts';
import { createFolderStore } from './store/folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tvs-inventory-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const now = Date.now();
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** Puts bytes under a name, two hours ago. */
async function put(sha256: string, bytes: string, age = 7_200_000): Promise<void> {
  const folder = join(root, sha256.slice(0, 2), sha256.slice(2, 4));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, sha256), bytes);
  await utimes(join(folder, sha256), new Date(now - age), new Date(now - age));
}

test('tells missing, damaged and orphaned files, and leaves a write under way alone', async () => {
  const used = ['fine', 'short', 'rotten', 'gone'].map(text => ({ sha256: sha(text), size: text.length, user: text }));
  await put(sha('fine'), 'fine');
  await put(sha('short'), 'sho');
  await put(sha('rotten'), 'rotteN');
  await put(sha('nobody'), 'nobody');
  await put(sha('new'), 'new', 60_000);
  const quick = await takeInventory(createFolderStore(root), used, false, now);
  expect([quick.missing, quick.damaged].map(list => list.map(file => file.user))).toEqual([['gone'], ['short']]);
  expect([quick.orphaned, quick.files, quick.bytes]).toEqual([[sha('nobody')], 5, 22]);
  const thorough = await takeInventory(createFolderStore(root), used, true, now);
  expect(thorough.damaged.map(file => file.user).sort((a, b) => a.localeCompare(b))).toEqual(['rotten', 'short']);
});

test('an empty folder has lost everything that is used', async () => {
  const { missing, files } = await takeInventory(
    createFolderStore(join(root, 'nowhere')),
    [{ sha256: sha('a'), size: null, user: 'a' }],
    true,
    now,
  );
  expect([missing.length, files]).toEqual([1, 0]);
});
