import { statfs } from 'node:fs/promises';
import { problems } from '../platform/errors.ts';

/** What is never given to files: the database and the log write on when uploads must stop. */
const kept = { bytes: 512 * 2 ** 20, share: 0.05 };

/** Throws 507 before the disk is full: unless so many more bytes fit and something is left. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const reserve = Math.min(kept.bytes, blocks * bsize * kept.share);
  if (bavail * bsize - bytes < reserve) throw problems.diskFull('There is no room left for this file on the server.');
}
