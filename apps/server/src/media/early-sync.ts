import type { FileHandle } from 'node:fs/promises';

/** Bytes worth telling the disk about. */
const portion = 32 * 2 ** 20;
/** In the whole process one at a time: each holds one of the few threads that all files share. */
let busy = false;

export interface EarlySync {
  /** So many bytes more were given to the system. */
  wrote(bytes: number): void;
  /** Resolves when nothing runs any more. To be awaited before the file is closed; rejects when the disk refused anything since the start. */
  settled(): Promise<void>;
}

/**
 * Has the disk write while a file still comes in, so that the last sync, for which the sender waits, finds little left to do. The system
 * says only once that a write failed: what is said here is kept for `settled`.
 */
export function syncEarly(handle: Pick<FileHandle, 'datasync'>): EarlySync {
  let waiting = 0;
  let running: Promise<void> = Promise.resolve();

  async function sync(before: Promise<void>): Promise<void> {
    try {
      await before;
      await handle.datasync();
    } finally {
      busy = false;
    }
  }

  return {
    wrote(bytes) {
      waiting += bytes;
      if (waiting < portion || busy) return;
      waiting = 0;
      busy = true;
      running = sync(running);
      running.catch(() => undefined);
    },
    settled: () => running,
  };
}
