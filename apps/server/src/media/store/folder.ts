import { access, constants, copyFile, type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Received } from '../intake.ts';
import type { Range } from '../range.ts';
import { type Entry, MissingFile, placeOf, type Store, shortPiece } from './store.ts';

/** Files in a folder, next to where they are received, so that a name is all that a file has to be given. */
export function createFolderStore(root: string): Store {
  const path = (sha256: string) => join(root, placeOf(sha256));

  return {
    where: `the folder ${root}`,

    async put({ part, sha256, stays }: Received) {
      const target = path(sha256);
      const made = await mkdir(dirname(target), { recursive: true });
      await (stays ? alsoNamed(part, target) : rename(part, target));
      await syncFolder(dirname(target));
      if (made) for (const parent of [dirname(dirname(target)), root]) await syncFolder(parent);
    },

    remove: sha256 => rm(path(sha256), { force: true }),

    async sweep(sha256) {
      const folder = dirname(path(sha256));
      for (const name of await readdir(folder).catch(() => []))
        if (name.startsWith(`${sha256}.`)) await rm(join(folder, name), { force: true });
    },

    async read(sha256, known, choose) {
      const handle = await open(path(sha256)).catch((error: unknown) => {
        throw new MissingFile(sha256, error);
      });
      try {
        // What players mostly ask for is worth one reading and no stream.
        const bytes = known === null ? null : await piece(handle, choose(known));
        if (known !== null && bytes) {
          await handle.close();
          return { size: known, body: bytes };
        }
        const { size } = await handle.stat();
        const range = choose(size);
        // Closes the file when it is read, and when the caller goes away.
        if (range) return { size, body: handle.createReadStream({ ...range, highWaterMark: shortPiece }) };
        await handle.close();
        return { size, body: null };
      } catch (error) {
        await handle.close().catch(() => undefined);
        throw error;
      }
    },

    async borrow({ sha256 }) {
      await access(path(sha256), constants.R_OK).catch((error: unknown) => {
        throw new MissingFile(sha256, error);
      });
      return { path: path(sha256), release: async () => {} };
    },

    async *list(): AsyncGenerator<Entry> {
      for (const first of await names(root, /^[0-9a-f]{2}$/)) {
        for (const second of await names(join(root, first), /^[0-9a-f]{2}$/)) {
          for (const sha256 of await names(join(root, first, second), /^[0-9a-f]{64}$/)) {
            const found = await stat(path(sha256)).catch(() => null);
            if (found) yield { sha256, size: found.size, at: found.mtimeMs };
          }
        }
      }
    },

    below: placeOf,
    check: () => access(root, constants.W_OK | constants.X_OK),
    ping: () => access(root, constants.R_OK | constants.X_OK),
  };
}

/** `null` for what is longer, and when the file is not as long as it should be: then its own length counts. */
async function piece(handle: FileHandle, range: Range | null): Promise<Buffer | null> {
  const length = range ? range.end - range.start + 1 : 0;
  if (!range || length > shortPiece) return null;
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, range.start);
  return bytesRead === length ? buffer : null;
}

/**
 * A second name for the same bytes; a copy where the file system has one name for each file. What has that name already is
 * replaced: it may be damaged, and whoever sends the file again means to mend it.
 */
async function alsoNamed(part: string, target: string): Promise<void> {
  const other = join(dirname(target), `${basename(target)}.${process.pid}.part`);
  await rm(other, { force: true });
  await link(part, other).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM' && error.code !== 'ENOTSUP' && error.code !== 'EXDEV') throw error;
    await copyFile(part, other);
  });
  await rename(other, target);
  // Where both were names of one file already, the system leaves both.
  await rm(other, { force: true });
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

async function names(folder: string, pattern: RegExp): Promise<string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter(name => pattern.test(name));
}
