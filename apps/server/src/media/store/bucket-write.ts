import { type FileHandle, open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import PQueue from 'p-queue';
import type { Received } from '../intake.ts';

/** Bytes of a piece: above the least that S3 takes (5 MiB), and small enough to be sent again when the line breaks. */
const leastPart = 8 * 2 ** 20;
/** S3 takes 10,000. */
const mostParts = 9000;
/** Pieces in memory and on their way, of all files together, and of one. */
const atOnce = 4;
const lanes = 2;
/** Milliseconds that a piece may take, and the putting together of all. */
const slowest = { part: 120_000, whole: 300_000 };

/** Forbidden, or not there at all. */
const mayNot = new Set([403, 405, 501]);

/** Puts files into a bucket, each piece signed with the hash of its bytes, so that what arrives is what was sent. */
export function createBucketWriter(client: S3Client, Bucket: string) {
  const slots = new PQueue({ concurrency: atOnce });
  /** Used again: collected one by one, they would fill the memory faster than they are freed. */
  const spare: Buffer[] = [];

  /** Sends a piece of the file, when it is its turn. */
  function send<T>(handle: FileHandle, start: number, length: number, work: (bytes: Buffer) => Promise<T>): Promise<T> {
    return slots.add(async () => {
      const room = (length <= leastPart && spare.pop()) || Buffer.allocUnsafe(Math.max(length, leastPart));
      try {
        const { bytesRead } = await handle.read(room, 0, length, start);
        if (bytesRead !== length) throw new Error('a received file is shorter than it was');
        return await work(room.subarray(0, length));
      } finally {
        if (room.length === leastPart) spare.push(room);
      }
    });
  }

  async function putWhole({ sha256 }: Received, Key: string, Body: Buffer): Promise<void> {
    const command = new PutObjectCommand({ Bucket, Key, Body });
    // Our own hash instead of one made anew: then the bucket refuses whatever is not this file.
    const signed = { step: 'build', name: 'tvsHash' } as const;
    command.middlewareStack.add(
      next => args => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
        return next(args);
      },
      signed,
    );
    await client.send(command, { requestTimeout: slowest.part });
  }

  async function putInParts({ size }: Received, Key: string, handle: FileHandle): Promise<void> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const partSize = Math.max(leastPart, Math.ceil(size / mostParts));
    const count = Math.ceil(size / partSize);
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let next = 0;
    let failed = false;
    const lane = async () => {
      while (next < count && !failed) {
        const index = next++;
        const start = index * partSize;
        await send(handle, start, Math.min(partSize, size - start), async Body => {
          const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body });
          const { ETag } = await client.send(command, { requestTimeout: slowest.part });
          Parts[index] = { PartNumber: index + 1, ETag };
        });
      }
    };
    // All of them end before the file is closed.
    const ended = await Promise.allSettled(
      Array.from({ length: lanes }, () =>
        lane().catch((error: unknown) => {
          failed = true;
          throw error;
        }),
      ),
    );
    const broken = ended.find(result => result.status === 'rejected');
    if (broken) throw broken.reason;
    await complete(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }), Key, size);
  }

  /** The answer may be lost though all went well: then the object is there. */
  async function complete(command: CompleteMultipartUploadCommand, Key: string, size: number): Promise<void> {
    try {
      await client.send(command, { requestTimeout: slowest.whole });
    } catch (error) {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key })).catch(() => null);
      if (found?.ContentLength !== size) throw error;
    }
  }

  return {
    async put(file: Received, Key: string): Promise<void> {
      const handle = await open(file.part, 'r');
      try {
        if (file.size > leastPart) await putInParts(file, Key, handle);
        else await send(handle, 0, file.size, Body => putWhole(file, Key, Body));
      } finally {
        await handle.close();
      }
    },

    /**
     * Gives up unfinished uploads of this name: their pieces are paid for until then. Where the key may not look for them, a
     * rule of the bucket has to.
     */
    async sweep(Key: string): Promise<void> {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key })).catch((error: unknown) => {
        if (error instanceof S3ServiceException && mayNot.has(error.$metadata.httpStatusCode ?? 0)) return { Uploads: [] };
        throw error;
      });
      for (const { UploadId } of Uploads.filter(upload => upload.Key === Key))
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    },
  };
}
