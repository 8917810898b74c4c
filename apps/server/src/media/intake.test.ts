import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { receive } from './intake.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-intake-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* chunks(bytes: Buffer, size: number, breaks = false) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  if (breaks) throw new Error('gone');
}

test.each([1, 1000, 65_536, 2 ** 20, 3_000_000])('bytes in pieces of %i arrive whole, with their hash', async size => {
  const bytes = randomBytes(size === 1 ? 5000 : 2_500_000);
  const { part, ...facts } = await receive(chunks(bytes, size), join(folder, 'x.part'), 10_000_000);
  expect(facts).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });
  expect((await readFile(part)).equals(bytes)).toBe(true);
});

test.each([
  ['too much', chunks(randomBytes(2_000_001), 1000), 'larger'],
  ['nothing', chunks(Buffer.alloc(0), 1), 'empty'],
  ['a source that breaks', chunks(randomBytes(1_500_000), 1000, true), 'gone'],
])('of %s no file stays', async (_, source, words) => {
  await expect(receive(source, join(folder, 'x.part'), 2_000_000)).rejects.toThrow(words);
  expect(await readdir(folder)).toEqual([]);
});

test('a file that is already there is never written over', async () => {
  const file = join(folder, 'x.part');
  await receive(chunks(Buffer.from('first'), 10), file, 100);
  await expect(receive(chunks(Buffer.from('second'), 10), file, 100)).rejects.toThrow('EEXIST');
  expect(await readFile(file, 'utf8')).toBe('first');
});
