import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { sparePort } from './process.ts';

export interface Bucket {
  port: number;
  /** What a server is told; `port`: of a line that leads there. */
  env(port?: number): Record<string, string>;
  /** Names of the stored files, without their folders. */
  names(): Promise<string[]>;
  get(sha256: string): Promise<Buffer>;
  put(sha256: string, bytes: Buffer): Promise<void>;
  remove(sha256: string): Promise<void>;
  /** Uploads in parts that were neither completed nor given up. */
  unfinished(): Promise<number>;
  stop(): Promise<void>;
}

const keys = { accessKeyId: 'test:tester', secretAccessKey: 'the-secret-of-the-tests' };
const script = fileURLToPath(new URL('swift/server.py', import.meta.url));
const key = (sha256: string) => `shop/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

/** A real S3 server (OpenStack Swift) on a spare port with an empty bucket; its data goes with it. */
export async function startS3(): Promise<Bucket> {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-s3-'));
  const port = await sparePort();
  const server = await start(folder, port);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: keys,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const Bucket = 'media';
  await client.send(new CreateBucketCommand({ Bucket }));
  return {
    port,
    env: (line = port) => ({
      MEDIA_STORAGE: `s3://${Bucket}/shop?endpoint=http://127.0.0.1:${line}&region=us-east-1`,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    }),
    async names() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = '' }) => Key.split('/').at(-1) ?? '').sort();
    },
    async get(sha256) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key(sha256) }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    put: async (sha256, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key: key(sha256), Body }))),
    remove: async sha256 => void (await client.send(new DeleteObjectCommand({ Bucket, Key: key(sha256) }))),
    unfinished: async () => (await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0,
    async stop() {
      client.destroy();
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Debian's own Python, which has Swift; with the test runner the kernel ends it too. */
async function start(folder: string, port: number): Promise<ChildProcess> {
  await access('/usr/lib/python3/dist-packages/swift').catch(() => {
    throw new Error('Swift is not installed: run script/test as root, or: apt-get install -y --no-install-recommends python3-swift');
  });
  const args = ['/usr/bin/python3', script, folder, String(port), keys.accessKeyId, keys.secretAccessKey];
  const server = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ready = new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000);
      if (/^ready$/m.test(printed)) resolve();
    };
    for (const stream of [server.stdout, server.stderr]) stream.on('data', look);
    server.once('exit', () => reject(new Error(`Swift did not start:\n${printed}`)));
    server.once('error', reject);
  });
  await ready;
  return server;
}
