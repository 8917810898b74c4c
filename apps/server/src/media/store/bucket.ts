import { rm } from 'node:fs/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { receive } from '../intake.ts';
import { createBucketReader } from './bucket-read.ts';
import { createBucketWriter } from './bucket-write.ts';
import { asStoreError, explained } from './errors.ts';
import { type Entry, MissingFile, placeOf, type Store } from './store.ts';
import type { BucketTarget } from './target.ts';

/** Milliseconds until an answer must have begun; each is tried three times. */
const patience = { connect: 5000, answer: 20_000, check: 5000 };
/** Connections at once: players that fetch slowly hold one each. */
const mostConnections = 512;
/** Sizes of files kept in memory where the database has none; a name's bytes never change. */
const mostSizes = 20_000;

/** Files as objects of a bucket, under the same names as in a folder. */
export function createBucketStore(target: BucketTarget): Store {
  const { bucket: Bucket, prefix } = target;
  const client = connect(target);
  const key = (sha256: string) => prefix + placeOf(sha256);
  const reader = createBucketReader(client, Bucket);
  const writer = createBucketWriter(client, Bucket);
  const sizes = new Map<string, number>();

  async function sizeOf(sha256: string): Promise<number> {
    const known = sizes.get(sha256);
    if (known !== undefined) return known;
    const { ContentLength: size = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key: key(sha256) }));
    if (sizes.size >= mostSizes) sizes.clear();
    sizes.set(sha256, size);
    return size;
  }

  const store: Store = {
    where: `the bucket ${Bucket}${prefix ? ` under ${prefix}` : ''} at ${target.endpoint ?? `Amazon S3, ${target.region}`}`,
    put: file => writer.put(file, key(file.sha256)).catch(rethrow),

    async remove(sha256) {
      sizes.delete(sha256);
      await client.send(new DeleteObjectCommand({ Bucket, Key: key(sha256) })).catch(rethrow);
    },

    sweep: sha256 => writer.sweep(key(sha256)).catch(rethrow),

    async read(sha256, known, choose) {
      const missing = missingAs(sha256);
      const size = known ?? (await sizeOf(sha256).catch(missing));
      const range = choose(size);
      return { size, body: range ? await reader.read(key(sha256), range).catch(missing) : null };
    },

    async borrow({ sha256, file_size: size }, part, signal) {
      const stream = await reader.stream(key(sha256), { start: 0, end: size - 1 }, signal).catch(missingAs(sha256));
      const received = await receive(stream, part, size, size).catch(rethrow);
      const release = () => rm(part, { force: true }).catch(() => undefined);
      if (received.sha256 === sha256) return { path: part, release };
      await release();
      throw new Error(`the stored file ${sha256} is damaged: its bytes have the hash ${received.sha256}`);
    },

    async *list(): AsyncGenerator<Entry> {
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken })).catch(rethrow);
        for (const { Key = '', Size: size = 0, LastModified } of page.Contents ?? []) {
          const sha256 = Key.slice(-64);
          if (/^[0-9a-f]{64}$/.test(sha256) && Key === key(sha256)) yield { sha256, size, at: LastModified?.getTime() ?? 0 };
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },

    below: () => null,

    async check() {
      const Key = `${prefix}.tvs-check`;
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from('tvs') }), { requestTimeout: patience.check });
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), { requestTimeout: patience.check });
        await Body?.transformToByteArray();
        await client.send(new DeleteObjectCommand({ Bucket, Key }), { requestTimeout: patience.check });
      } catch (error) {
        throw new Error(explained(error, target));
      }
    },

    async ping() {
      await client.send(new HeadBucketCommand({ Bucket }), { abortSignal: AbortSignal.timeout(patience.check) });
    },
  };
  return store;
}

function connect({ endpoint, region, pathStyle, keys }: BucketTarget): S3Client {
  const agent = { keepAlive: true, maxSockets: mostConnections };
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint === null ? {} : { endpoint }),
    ...(keys ? { credentials: keys } : {}),
    maxAttempts: 3,
    // Checksums beyond the signature are Amazon's own; other servers refuse them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: patience.connect,
      requestTimeout: patience.answer,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}

const rethrow = (error: unknown): never => {
  throw asStoreError(error);
};

function missingAs(sha256: string): (error: unknown) => never {
  return error => {
    const name = error instanceof Error ? error.name : '';
    if (name === 'NoSuchKey' || name === 'NotFound') throw new MissingFile(sha256, error);
    throw asStoreError(error);
  };
}
