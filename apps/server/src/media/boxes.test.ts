import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endsInsideBox } from './boxes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-boxes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function box(type: string, content: number, length = content + 8): Buffer {
  const bytes = Buffer.alloc(8 + content);
  bytes.writeUInt32BE(length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

/** A box whose length stands in 64 bits. */
function large(type: string, content: number): Buffer {
  const bytes = Buffer.concat([box(type, 8, 1), Buffer.alloc(content)]);
  bytes.writeBigUInt64BE(BigInt(16 + content), 8);
  return bytes;
}

test.each<[string, Buffer[], number, boolean]>([
  ['a whole file', [box('ftyp', 16), box('moov', 100), box('mdat', 500)], 0, false],
  ['one that lacks a byte', [box('ftyp', 16), box('moov', 100), box('mdat', 500)], 1, true],
  ['one cut between two boxes', [box('ftyp', 16), box('moov', 100), box('mdat', 500)], 508, false],
  ['a whole one with a 64-bit length', [box('ftyp', 16), large('mdat', 500)], 0, false],
  ['a cut one with a 64-bit length', [box('ftyp', 16), large('mdat', 500)], 1, true],
  ['a last box that goes to the end', [box('ftyp', 16), box('mdat', 500, 0)], 7, false],
  ['padding behind the last box', [box('ftyp', 16), box('mdat', 500), Buffer.alloc(100)], 0, false],
])('%s', async (name, boxes, cut, answer) => {
  const bytes = Buffer.concat(boxes);
  const file = join(folder, name);
  await writeFile(file, bytes.subarray(0, bytes.length - cut));
  expect(await endsInsideBox(file)).toBe(answer);
});
