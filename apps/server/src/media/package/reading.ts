import { Worker } from 'node:worker_threads';
import type { MediaReason } from '@tvs/protocol';
import PQueue from 'p-queue';
import { MediaError } from '../errors.ts';

/** What the thread says: the page and how many files it was made of, or why there is none. */
export type PackageAnswer = { page: Uint8Array; files: number } | { reason: MediaReason };

export interface PackagePage {
  /** UTF-8. */
  page: Uint8Array;
  files: number;
}

/** Milliseconds; a large package takes a few seconds. */
const limit = 60_000;
/** MiB of the thread's own heap: the files' bytes are beside it, and bounded by what a package may have. */
const heap = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };
/** However many ask: each thread may take as much memory as all the rest of the server. */
const turns = new PQueue({ concurrency: 1 });

const isSource = import.meta.url.endsWith('.ts');

/** Built, its program is a file beside this one; from source it needs what reads TypeScript first. */
function startThread(file: string): Worker {
  const options = { workerData: file, env: {}, execArgv: [], resourceLimits: heap };
  if (!isSource) return new Worker(new URL('./package-worker.js', import.meta.url), options);
  const program = new URL('./worker.ts', import.meta.url).href;
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(program)}); })`, {
    ...options,
    eval: true,
  });
}

/**
 * Makes one page of a package (see `pageOf`) in a thread of its own: to take markup apart can take seconds, in which nobody else
 * would be answered. Throws MediaError when the package is no good, or takes too much time or memory; when the signal is
 * aborted, its reason.
 */
export function readPackage(file: string, signal: AbortSignal | undefined): Promise<PackagePage> {
  return turns.add(() => inThread(file, signal));
}

async function inThread(file: string, signal: AbortSignal | undefined): Promise<PackagePage> {
  signal?.throwIfAborted();
  const worker = startThread(file);
  let end = () => {};
  try {
    return await new Promise<PackagePage>((resolve, reject) => {
      const late = setTimeout(() => reject(new MediaError('It took too long to read this package.')), limit);
      const aborted = () => reject(signal?.reason);
      signal?.addEventListener('abort', aborted, { once: true });
      end = () => {
        clearTimeout(late);
        signal?.removeEventListener('abort', aborted);
      };
      worker.once('message', (said: PackageAnswer) => ('page' in said ? resolve(said) : reject(new MediaError(said.reason))));
      worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex() : error));
      worker.once('exit', () => reject(new Error('the thread that reads a package ended without a word')));
    });
  } finally {
    end();
    await worker.terminate();
  }
}

const tooComplex = () => new MediaError('The page of the package is too complex to be read.');
