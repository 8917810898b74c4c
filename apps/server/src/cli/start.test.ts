import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverFolder } from '../platform/folders.ts';

let folder: string;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['../../script/build.mjs', 'server'], { cwd: serverFolder });
  folder = await mkdtemp(join(tmpdir(), 'tvs-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface End {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built server, which starts twice as fast as the source, with these variables, until it ends. */
function start(environment: Record<string, string>, ...args: string[]): Promise<End> {
  const env = { PATH: process.env.PATH, TVS_HOST: '127.0.0.1', TVS_PORT: '0', TVS_DATA_DIR: join(folder, 'data'), ...environment };
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      ['dist/main.js', ...args],
      { cwd: serverFolder, env, timeout: 55_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

function expectOneLine(end: End, pattern: RegExp): void {
  expect(end.stderr).toMatch(pattern);
  expect(end.stderr.trimEnd().split('\n'), 'one line, no stack').toHaveLength(1);
  expect([end.code, end.stdout]).toEqual([1, '']);
}

test('a start that can not be ends with one line that names its cause, and exit code 1', { timeout: 120_000 }, async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const broken = join(folder, 'broken.db');
  await writeFile(broken, 'this is no database, whatever its name says'.repeat(100));
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const starts: [Record<string, string>, RegExp, ...string[]][] = [
    [{ TVS_PROT: '5000', TVS_PORT: 'many', LOG_LEVEL: 'loud' }, /TVS_PROT: is not a variable.*TVS_PORT: .*LOG_LEVEL: /],
    [{ TVS_DATA_DIR: file }, /TVS_DATA_DIR: .*file can not be written/],
    [{ DATABASE_URL: 'mysql://a:b@127.0.0.1:1/tvs' }, /DATABASE_URL: the database does not answer/],
    [{ DATABASE_URL: `sqlite:${broken}` }, /not an SQLite database/],
    [
      { MEDIA_STORAGE: 's3://media?endpoint=http://127.0.0.1:1', ...keys },
      /MEDIA_STORAGE: the bucket media at .* can not be reached \(ECONNREFUSED\)/,
    ],
    [{ TRUST_PROXY: 'banana' }, /TRUST_PROXY: must be/],
    [{}, /Unknown option '--dmeo' \(--help/, '--dmeo'],
  ];
  // Two at a time: each is a whole Node.
  for (let at = 0; at < starts.length; at += 2) {
    await Promise.all(
      starts.slice(at, at + 2).map(async ([environment, pattern, ...args], index) => {
        expectOneLine(await start({ TVS_DATA_DIR: join(folder, `data-${at + index}`), ...environment }, ...args), pattern);
      }),
    );
  }
});

test('a port in use is said before anything is made', { timeout: 60_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const data = join(folder, 'untouched');
  expectOneLine(await start({ TVS_PORT: String(port), TVS_DATA_DIR: data }), new RegExp(`TVS_PORT: port ${port} is in use`));
  expect(await readdir(data)).not.toContain('tvs.db');
  other.close();
});

test('without ffmpeg it says what to install', { timeout: 60_000 }, async () => {
  const path = await mkdtemp(join(folder, 'path-'));
  await symlink(process.execPath, join(path, 'node'));
  expectOneLine(await start({ PATH: path }), /ffmpeg is not in PATH; install it: apt-get install/);
});
