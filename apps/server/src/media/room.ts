import { stat, statfs } from 'node:fs/promises';
import { problems } from '../platform/errors.ts';
import { createLocks } from './locks.ts';

/** What is never given to files: the database and the log write on when uploads must stop. */
const kept = { bytes: 512 * 2 ** 20, share: 0.05 };
/** Bytes asked for at a time where nobody said how many come. */
const step = 4 * 2 ** 20;

/** Of each disk, by its device number: bytes promised to writes under way that are not written yet. */
const promised = new Map<number, number>();
const inTurn = createLocks();

/** Room for a file that is being written: what one was promised no other gets, so that many at once do not fill the disk. */
export interface Room {
  /** Before a write of so many bytes; throws 507 unless they fit and something is left. */
  take(bytes: number): Promise<void>;
  /** After that write: now the disk knows of them itself. */
  wrote(bytes: number): void;
  /** When no write is under way any more: gives back what was promised and not written. */
  leave(): void;
}

/**
 * Throws 507 before the disk is full: unless so many more bytes fit beside all that was promised, and something is left.
 * @param expected bytes that are known to come, held until they are written; 0 where nobody knows
 */
export async function openRoom(folder: string, expected: number): Promise<Room> {
  const { dev } = await stat(folder);
  let held = 0;
  let free = 0;
  const grow = async (bytes: number) => {
    await promise(folder, dev, bytes);
    held += bytes;
    free += bytes;
  };
  await grow(expected);
  return {
    async take(bytes) {
      if (free < bytes) await grow(Math.max(bytes - free, step));
      free -= bytes;
    },
    wrote(bytes) {
      held -= bytes;
      note(dev, -bytes);
    },
    leave() {
      note(dev, -held);
      held = 0;
      free = 0;
    },
  };
}

/** Throws 507 unless so many more bytes fit now and something is left; holds none. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  (await openRoom(folder, bytes)).leave();
}

/** One after the other: two that ask at once must not both count. */
function promise(folder: string, dev: number, bytes: number): Promise<void> {
  return inTurn(String(dev), async () => {
    const { bavail, blocks, bsize } = await statfs(folder);
    const reserve = Math.min(kept.bytes, blocks * bsize * kept.share);
    if (bavail * bsize - (promised.get(dev) ?? 0) - bytes < reserve)
      throw problems.diskFull('There is no room left for this file on the server.');
    note(dev, bytes);
  });
}

function note(dev: number, bytes: number): void {
  promised.set(dev, (promised.get(dev) ?? 0) + bytes);
}
