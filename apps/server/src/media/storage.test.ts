import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { createLogger } from '../platform/logging.ts';
import { createStorage, type Storage } from './storage.ts';
import { createFolderStore } from './store/folder.ts';
import { placeOf } from './store/store.ts';

const log = createLogger({ level: 'silent', folder: null, pretty: false });
const bytes = Buffer.from('some bytes');
const sha256 = createHash('sha256').update(bytes).digest('hex');

let root: string;
let users: Set<string>;
let storage: Storage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tvs-storage-'));
  users = new Set();
  storage = createStorage({ root, store: createFolderStore(root), inUse: async hash => users.has(hash), clock: systemClock, log });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function received() {
  const part = storage.newPart();
  await writeFile(part, bytes);
  return { part, sha256, size: bytes.length };
}

const use = async () => void users.add(sha256);
const temporary = () => readdir(join(root, 'tmp'));
const there = () =>
  readFile(join(root, placeOf(sha256))).then(
    found => found.equals(bytes),
    () => false,
  );

/** Temporary names as a process that is gone left them. */
function leftBy(name: string): string {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return join(root, 'tmp', `${hostname().replace(/[^\w-]/g, '_')}.${pid}.1-1.${name}`);
}

test('a file that found its user stays under its hash, and nothing temporary stays', async () => {
  await storage.keep(await received(), use);
  expect(await there()).toBe(true);
  expect(await temporary()).toEqual([]);
});

test('a file whose user could not be written down goes', async () => {
  await expect(storage.keep(await received(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await there()).toBe(false);
  expect(await temporary()).toEqual([]);
});

test('the same bytes sent again mend a damaged file, whichever way they come', async () => {
  for (const stays of [true, false]) {
    await storage.keep(await received(), use);
    await writeFile(join(root, placeOf(sha256)), 'other bytes');
    await storage.keep({ ...(await received()), stays }, use);
    expect([stays, await there()]).toEqual([stays, true]);
    expect(await readdir(join(root, placeOf(sha256), '..'))).toEqual([sha256]);
  }
  // The very same file under both names, as after a process that ended in the middle.
  await storage.keep({ part: join(root, placeOf(sha256)), sha256, size: bytes.length, stays: true }, use);
  expect(await readdir(join(root, placeOf(sha256), '..'))).toEqual([sha256]);
});

test('a failed second upload of the same bytes leaves the first alone', async () => {
  await storage.keep(await received(), use);
  await expect(storage.keep(await received(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await there()).toBe(true);
});

test('a removal between the new file and its commit waits for the commit', async () => {
  await storage.keep(await received(), use);
  const marker = await storage.mark(sha256);
  users.clear();
  const settling: Promise<void>[] = [];
  await storage.keep(await received(), async () => {
    settling.push(storage.settle(marker));
    // Time for a removal that does not wait: it needs three answers of the disk at most.
    for (let answer = 0; answer < 50; answer++) await temporary();
    await use();
  });
  await Promise.all(settling);
  expect(await there()).toBe(true);
});

test('a start clears what a dead process left: half files, and files that never got a user', async () => {
  await storage.keep(await received(), use);
  users.clear();
  await writeFile(leftBy('part'), 'half');
  await writeFile(leftBy(`${sha256}.marker`), '');
  await storage.recover();
  expect(await temporary()).toEqual([]);
  expect(await there()).toBe(false);
});

test('a start keeps a file that got its user before the process ended', async () => {
  await storage.keep(await received(), use);
  await writeFile(leftBy(`${sha256}.marker`), '');
  await storage.recover();
  expect(await there()).toBe(true);
});

test('a start leaves alone what a living process or another machine is writing, the latter for a day', async () => {
  const host = hostname().replace(/[^\w-]/g, '_');
  const living = `${host}.${process.ppid}.1-1.part`;
  const elsewhere = `other-machine.1.1-1.part`;
  for (const name of [living, elsewhere]) await writeFile(join(root, 'tmp', name), '');
  await storage.recover();
  expect((await temporary()).sort()).toEqual([living, elsewhere].sort());
  await utimes(join(root, 'tmp', elsewhere), 0, 0);
  await storage.recover();
  expect(await temporary()).toEqual([living]);
});

test('nothing but a hash becomes a path', () => {
  for (const name of ['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(64)}/..`, 'A'.repeat(64)])
    expect(() => placeOf(name)).toThrow();
});
