import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { problems } from '../platform/errors.ts';
import { syncEarly } from './early-sync.ts';
import { openRoom, type Room } from './room.ts';

/** A file whose bytes are safe on the disk, not yet under its own name. */
export interface Received {
  part: string;
  sha256: string;
  /** Bytes. */
  size: number;
  /** Kept where it is until whoever made it removes it: the lasting name is a second one. */
  stays?: boolean;
}

/** What is collected before a write: large enough that the disk's answers don't matter, small enough for many uploads. */
const batchSize = 2 ** 20;

/**
 * Writes a stream to a new file and hashes it on the way, the next bytes hashed while the last are written. Throws 413
 * beyond the limit, 507 where the disk has no room and 422 for nothing at all; whatever is thrown, no file stays.
 * @param expected bytes that are known to come; 0 where nobody knows
 */
export async function receive(source: AsyncIterable<Buffer>, part: string, limit: number, expected = 0): Promise<Received> {
  const room = await openRoom(dirname(part), expected);
  try {
    return await receiveInto(room, source, part, limit);
  } finally {
    room.leave();
  }
}

async function receiveInto(room: Room, source: AsyncIterable<Buffer>, part: string, limit: number): Promise<Received> {
  const handle = await open(part, 'wx', 0o640);
  try {
    const received = await drain(source, handle, limit, room);
    await handle.sync();
    await handle.close();
    return { part, ...received };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

/** Size and hash of a file that was written by another program, made to last. */
export async function measure(part: string): Promise<Received> {
  const handle = await open(part, 'r+');
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of handle.createReadStream({ highWaterMark: batchSize, autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
    await handle.sync();
    return { part, sha256: hash.digest('hex'), size };
  } finally {
    await handle.close();
  }
}

async function drain(source: AsyncIterable<Buffer>, handle: FileHandle, limit: number, room: Room): Promise<Omit<Received, 'part'>> {
  const hash = createHash('sha256');
  const early = syncEarly(handle);
  let writing: Promise<void> = Promise.resolve();
  let batch: Buffer[] = [];
  let batched = 0;
  let size = 0;

  const flush = async () => {
    await writing;
    const chunks = batch;
    const bytes = batched;
    early.wrote(bytes);
    batch = [];
    batched = 0;
    await room.take(bytes);
    writing = writeAll(handle, chunks).then(() => room.wrote(bytes));
    // Its failure is thrown where it is awaited, at the next flush; until then it must not count as unhandled.
    writing.catch(() => undefined);
    for (const chunk of chunks) hash.update(chunk);
  };

  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      batch.push(chunk);
      batched += chunk.length;
      if (batched >= batchSize) await flush();
    }
    if (size === 0) throw problems.emptyFile('file is empty.', { errors: [{ path: 'file', message: 'is empty' }] });
    await flush();
    await writing;
    await early.settled();
  } finally {
    // The file is closed next, not in the middle of a write.
    await Promise.allSettled([writing, early.settled()]);
  }
  return { sha256: hash.digest('hex'), size };
}

/** Writes them behind what is there, without copying them together first. */
export async function writeAll(handle: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks as Buffer[]);
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  // A write may end early; the next says why, or goes on.
  if (bytesWritten < size) await handle.appendFile(Buffer.concat(chunks as Buffer[], size).subarray(bytesWritten));
}

export function tooLarge(limit: number) {
  const mebibytes = limit / 2 ** 20;
  const words =
    mebibytes >= 1024 ? `${round(mebibytes / 1024)} GiB` : mebibytes >= 1 ? `${round(mebibytes)} MiB` : `${round(limit / 1024)} KiB`;
  return problems.tooLarge(`The file is larger than ${words}, the most this server takes.`);
}

const round = (value: number) => Math.round(value * 10) / 10;
