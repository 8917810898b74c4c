import { createHash, type Hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncEarly } from './early-sync.ts';
import { measure, type Received, writeAll } from './intake.ts';
import { openRoom } from './room.ts';

/** Hashes kept at the place where their upload stands, so that a file sent in order is not read again. */
const mostHashes = 64;
const writeSize = 2 ** 20;

/**
 * The files of uploads under way, one each under the upload's id. How long a file is says how far its upload is: what was
 * acknowledged is in it, whatever happened to the process.
 */
export function createResumable(root: string) {
  const folder = join(root, 'uploads');
  mkdirSync(folder, { recursive: true });
  const hashes = new Map<string, { hash: Hash; at: number }>();

  const path = (id: string) => {
    if (!/^[0-9a-f]{32}$/.test(id)) throw new Error('not the id of an upload');
    return join(folder, id);
  };

  async function offset(id: string): Promise<number> {
    const found = await stat(path(id)).catch(() => null);
    return found?.size ?? 0;
  }

  /** The hash of all before the offset, or `null` when it is not known any more. */
  function hashAt(id: string, at: number): Hash | null {
    if (at === 0) return createHash('sha256');
    const known = hashes.get(id);
    return known?.at === at ? known.hash : null;
  }

  function remember(id: string, hash: Hash | null, at: number): void {
    hashes.delete(id);
    if (!hash) return;
    if (hashes.size >= mostHashes) hashes.delete(hashes.keys().next().value ?? '');
    hashes.set(id, { hash, at });
  }

  return {
    offset,

    /**
     * Appends what comes, at most to `length`; with a checksum all of it or nothing. What arrived before the line broke is
     * kept. Returns the new offset.
     * @param expected bytes that are known to come; 0 where nobody knows
     * @throws ChecksumError; ENOSPC and what openRoom throws
     */
    async append(id: string, source: AsyncIterable<Buffer>, at: number, expected: number, checksum: Checksum | null): Promise<number> {
      const file = path(id);
      const room = await openRoom(folder, expected);
      const running = hashAt(id, at);
      const digest = checksum ? createHash(checksum.algorithm) : null;
      // Opened so, it can not be written anywhere else than at its end.
      const handle = await open(file, 'a', 0o640).catch((error: unknown) => {
        room.leave();
        throw error;
      });
      const early = syncEarly(handle);
      let reached = at;
      let writing: Promise<void> = Promise.resolve();
      try {
        for await (const batch of batches(source)) {
          await writing;
          const length = batch.reduce((sum, chunk) => sum + chunk.length, 0);
          await room.take(length);
          writing = writeAll(handle, batch).then(() => room.wrote(length));
          // Its failure is thrown where it is awaited; until then it must not count as unhandled.
          writing.catch(() => undefined);
          for (const chunk of batch) {
            running?.update(chunk);
            digest?.update(chunk);
          }
          early.wrote(length);
          reached += length;
        }
        await writing;
        await early.settled();
        if (checksum && digest?.digest('base64') !== checksum.value) throw new ChecksumError('the checksum does not fit what came');
        await handle.sync();
        remember(id, running, reached);
        return reached;
      } catch (error) {
        remember(id, null, 0);
        // The file is not cut or closed in the middle of a write.
        await Promise.allSettled([writing, early.settled()]);
        if (checksum) await handle.truncate(at);
        // Why it failed counts, not that this fails as well.
        await handle.sync().catch(() => undefined);
        throw error;
      } finally {
        room.leave();
        await handle.close();
      }
    },

    /** The whole file as one that was received; it stays until `remove`. */
    async whole(id: string): Promise<Received> {
      const size = await offset(id);
      const known = hashAt(id, size);
      if (known && size > 0) return { part: path(id), sha256: known.copy().digest('hex'), size, stays: true };
      return { ...(await measure(path(id))), stays: true };
    },

    async remove(id: string): Promise<void> {
      hashes.delete(id);
      await rm(path(id), { force: true });
    },

    /** When its file last grew, epoch ms; 0 without one. */
    writtenAt: async (id: string): Promise<number> => (await stat(path(id)).catch(() => null))?.mtimeMs ?? 0,

    /** The ids that have a file. */
    ids: () => readdir(folder),
  };
}

export type Resumable = ReturnType<typeof createResumable>;

export interface Checksum {
  algorithm: 'sha1' | 'sha256' | 'md5';
  /** Base64. */
  value: string;
}

/** What came is not what was sent. */
export class ChecksumError extends Error {}

/** What comes, in pieces worth a write; when the line breaks the last piece comes before the error. */
async function* batches(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let batch: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      batch.push(chunk);
      size += chunk.length;
      if (size < writeSize) continue;
      const full = batch;
      batch = [];
      size = 0;
      yield full;
    }
  } catch (error) {
    if (size > 0) yield batch;
    throw error;
  }
  if (size > 0) yield batch;
}
