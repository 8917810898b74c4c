import { parentPort, workerData } from 'node:worker_threads';
import { MediaError } from '../errors.ts';
import { pageOf } from './page.ts';
import type { PackageAnswer } from './reading.ts';
import { unzip } from './unzip.ts';

/** A thread that makes one page of one package and ends. */
try {
  const files = await unzip(String(workerData));
  const text = new TextEncoder().encode(pageOf(files));
  answer({ page: text, files: files.size }, [text.buffer]);
} catch (error) {
  if (!(error instanceof MediaError)) throw error;
  answer({ reason: error.message });
}

function answer(what: PackageAnswer, given: ArrayBuffer[] = []): void {
  parentPort?.postMessage(what, given);
}
