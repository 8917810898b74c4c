import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Service {
  url: string;
  stop(): Promise<void>;
}

/** Small and fast: the data is thrown away, so nothing needs to survive a power cut. */
const settings = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--max-connections=600',
  '--table-open-cache=400',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=32M',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=OFF',
  '--innodb-flush-method=nosync',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_bin',
];

/** A MariaDB on a spare port with its data in a temporary folder; never the system's service. */
export async function startMariadb(): Promise<Service> {
  for (const place of [memory, tmpdir()]) await sweep(place);
  const folder = await mkdtemp(join(await roomiest(), `tvs-mariadb-${process.pid}-`));
  let server: ChildProcess | null = null;
  try {
    await install(join(folder, 'data'));
    const port = await sparePort();
    // One statement a line: the server reads no more of each.
    await writeFile(join(folder, 'init.sql'), "CREATE USER tvs@'%' IDENTIFIED BY 'tvs';\nGRANT ALL ON *.* TO tvs@'%';\n");
    server = await run(folder, port);
    await answering(server, folder);
    const running = server;
    return { url: `mysql://tvs:tvs@127.0.0.1:${port}/mysql`, stop: () => stop(running, folder) };
  } catch (error) {
    await stop(server, folder);
    throw error;
  }
}

const memory = '/dev/shm';

/**
 * In memory where there is plenty: every table that is made waits for a disk several times, whatever the settings say. Containers
 * are often given 64 MB of it, and the data take some 250.
 */
async function roomiest(): Promise<string> {
  const isThere = await access(memory, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return tmpdir();
  const { bavail, bsize } = await statfs(memory);
  return bavail * bsize > 2 ** 30 ? memory : tmpdir();
}

/** Removes the folders of runs that were killed. */
async function sweep(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    const pid = /^tvs-mariadb-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function install(data: string): Promise<void> {
  try {
    await promisify(execFile)('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${userInfo().username}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new Error('MariaDB is not installed: run script/test as root, or: apt-get install -y --no-install-recommends mariadb-server')
      : error;
  }
}

async function run(folder: string, port: number): Promise<ChildProcess> {
  const options = [
    '--no-defaults',
    `--user=${userInfo().username}`,
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${join(folder, 'error.txt')}`,
    `--init-file=${join(folder, 'init.sql')}`,
    `--port=${port}`,
    ...settings,
  ];
  // When the test runner itself is killed, the kernel ends the database with it: teardown can not run then.
  const guard = '/usr/bin/setpriv';
  const guarded = await access(guard).then(
    () => true,
    () => false,
  );
  const program = await daemon();
  return guarded
    ? spawn(guard, ['--pdeathsig', 'KILL', program, ...options], { stdio: 'ignore' })
    : spawn(program, options, { stdio: 'ignore' });
}

/** Debian keeps it in a folder that only root has in its PATH. */
async function daemon(): Promise<string> {
  for (const path of ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/libexec/mariadbd']) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return 'mariadbd';
}

/** Waits for the line that says so; a crash is told with the last lines of its log. */
async function answering(server: ChildProcess, folder: string): Promise<void> {
  const log = () => readFile(join(folder, 'error.txt'), 'utf8').catch(() => '');
  let failed: Error | null = null;
  server.once('error', error => {
    failed = error;
  });
  for (const end = Date.now() + 45_000; Date.now() < end; ) {
    if (/ready for connections/.test(await log())) return;
    if (failed) throw failed;
    if (server.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`MariaDB did not start:\n${(await log()).trim().split('\n').slice(-8).join('\n')}`);
}

async function stop(server: ChildProcess | null, folder: string): Promise<void> {
  if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, 'exit');
    // Its data is thrown away: no need to wait for an orderly shutdown.
    server.kill('SIGKILL');
    await gone;
  }
  await rm(folder, { recursive: true, force: true });
}

async function sparePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no spare port');
  return address.port;
}
