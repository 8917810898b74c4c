import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimFolder } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'tvs-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a data folder has one server; it is free again once that has gone', () => {
  const release = claimFolder(folder);
  expect(() => claimFolder(folder)).toThrow('TVS_DATA_DIR: another server is running');
  release();
  claimFolder(folder)();
});
