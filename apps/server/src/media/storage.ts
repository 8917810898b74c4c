import { mkdirSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Logger } from '../platform/logging.ts';
import { isAlive } from '../platform/processes.ts';
import type { Received } from './intake.ts';
import { createLocks } from './locks.ts';

/** A note on disk that a file may have lost or not yet gained its users. */
export interface Marker {
  sha256: string;
  file: string;
}

export interface Storage {
  path(sha256: string): string;
  /** A new name for a file that is being written. */
  newPart(): string;
  /**
   * Gives a received file its lasting name, then lets `commit` write down who uses it. Whatever happens, also the end of
   * the process, a file that nobody came to use is removed.
   */
  keep<T>(received: Received, commit: () => Promise<T>): Promise<T>;
  /** Call before the commit that may take a file's last user, and `settle` after it. */
  mark(sha256: string): Promise<Marker>;
  /** Removes the file unless somebody uses it; what goes wrong is logged and left to the next start. */
  settle(marker: Marker): Promise<void>;
  /** Clears what processes that are gone left behind. */
  recover(): Promise<void>;
}

const dayMs = 86_400_000;

/**
 * A folder of files named by their content's SHA-256, so that a name never comes from outside and equal files are one.
 * `inUse` answers from the database; one lock per hash keeps an upload and a removal of the same bytes apart.
 */
export function createStorage(root: string, inUse: (sha256: string) => Promise<boolean>, log: Logger): Storage {
  const folder = join(root, 'tmp');
  mkdirSync(folder, { recursive: true });
  const locked = createLocks();
  // Two processes may share the folder for a moment (a second start finds the port in use): neither clears the other's.
  const owner = `${hostname().replace(/[^\w-]/g, '_')}.${process.pid}`;
  let count = 0;

  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const temporary = (ending: string) => join(folder, `${owner}.${process.hrtime.bigint()}-${++count}.${ending}`);

  async function mark(sha256: string): Promise<Marker> {
    const file = temporary(`${sha256}.marker`);
    await writeFile(file, '');
    return { sha256, file };
  }

  /** Within the lock. When it fails (the database is away) the marker stays, and the next start settles it. */
  async function tidy({ sha256, file }: Marker): Promise<void> {
    try {
      if (!(await inUse(sha256))) await rm(path(sha256), { force: true });
      await rm(file, { force: true });
    } catch (error) {
      log.error({ err: error, sha256 }, 'a stored file could not be settled');
    }
  }

  async function place({ part, sha256, stays }: Received): Promise<void> {
    const target = path(sha256);
    const made = await mkdir(dirname(target), { recursive: true });
    await (stays ? alsoNamed(part, target) : rename(part, target));
    await syncFolder(dirname(target));
    if (made) for (const parent of [dirname(dirname(target)), root]) await syncFolder(parent);
  }

  return {
    path,
    newPart: () => temporary('part'),
    mark,

    keep: (received, commit) =>
      locked(received.sha256, async () => {
        const marker = await mark(received.sha256);
        try {
          await place(received);
          return await commit();
        } finally {
          if (!received.stays) await rm(received.part, { force: true });
          await tidy(marker);
        }
      }),

    settle: marker => locked(marker.sha256, () => tidy(marker)),

    async recover() {
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        if (!(await abandoned(name, file, owner))) continue;
        const sha256 = /\.([0-9a-f]{64})\.marker$/.exec(name)?.[1];
        if (sha256) await locked(sha256, () => tidy({ sha256, file }));
        else await rm(file, { force: true, recursive: true });
      }
    },
  };
}

/** A second name for the same bytes; a copy where the file system has one name for each file. */
async function alsoNamed(part: string, target: string): Promise<void> {
  await link(part, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'EPERM' && error.code !== 'ENOTSUP' && error.code !== 'EXDEV') throw error;
    const copy = `${target}.${process.pid}.part`;
    await copyFile(part, copy);
    await rename(copy, target);
  });
}

/** Whether the process that made this temporary file is gone; what another machine made counts as left after a day. */
async function abandoned(name: string, file: string, owner: string): Promise<boolean> {
  const [host, pid] = name.split('.');
  if (`${host}.${pid}` === owner) return true;
  if (host === owner.split('.')[0] && /^\d+$/.test(pid ?? '')) return !isAlive(Number(pid));
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs > dayMs;
}

/** A new name lasts through a power cut only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
