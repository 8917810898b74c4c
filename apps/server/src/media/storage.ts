import { mkdirSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logging.ts';
import { isAlive } from '../platform/processes.ts';
import type { Received } from './intake.ts';
import { createLocks } from './locks.ts';
import { placeOf, type Store } from './store/store.ts';

/** A note on disk that a file may have lost or not yet gained its users. */
export interface Marker {
  sha256: string;
  file: string;
}

export interface Storage {
  /** A new name for a file that is being written. */
  newPart(): string;
  /**
   * Puts a received file where it lasts, then lets `commit` write down who uses it. Whatever happens, also the end of the
   * process, a file that nobody came to use is removed.
   */
  keep<T>(received: Received, commit: () => Promise<T>): Promise<T>;
  /** Call before the commit that may take a file's last user, and `settle` after it. */
  mark(sha256: string): Promise<Marker>;
  /** Removes the file unless somebody uses it; what goes wrong is logged and tried again later, or by the next start. */
  settle(marker: Marker): Promise<void>;
  /** Clears what processes that are gone left behind. */
  recover(): Promise<void>;
  /** Ends the waiting for a store or database that did not answer: the next start settles what is left. */
  close(): void;
}

interface Uses {
  /** Of this machine: what is being received, and the markers. */
  root: string;
  store: Store;
  /** Answers from the database. */
  inUse(sha256: string): Promise<boolean>;
  clock: Clock;
  log: Logger;
}

const dayMs = 86_400_000;
const tryAgainAfter = 30_000;
/** Markers remembered for another try; beyond them it is the next start's turn. */
const mostUnsettled = 10_000;

/**
 * Keeps in the store exactly what the database uses. One lock per hash keeps an upload and a removal of the same bytes
 * apart; markers say after the end of a process what it was about to do.
 */
export function createStorage({ root, store, inUse, clock, log }: Uses): Storage {
  const folder = join(root, 'tmp');
  mkdirSync(folder, { recursive: true });
  const locked = createLocks();
  // Two processes may share the folder for a moment (a second start finds the port in use): neither clears the other's.
  const owner = `${hostname().replace(/[^\w-]/g, '_')}.${process.pid}`;
  let count = 0;
  const unsettled = new Map<string, Marker>();
  let stopWaiting: (() => void) | null = null;
  let closed = false;

  const temporary = (ending: string) => join(folder, `${owner}.${process.hrtime.bigint()}-${++count}.${ending}`);

  async function mark(sha256: string): Promise<Marker> {
    placeOf(sha256);
    const file = temporary(`${sha256}.marker`);
    await writeFile(file, '');
    return { sha256, file };
  }

  /** Within the lock. When it fails (the database or the store is away) the marker stays. */
  async function tidy(marker: Marker, cutOff: boolean): Promise<void> {
    const { sha256, file } = marker;
    try {
      if (cutOff) await store.sweep(sha256);
      if (!(await inUse(sha256))) await store.remove(sha256);
      await rm(file, { force: true });
    } catch (error) {
      log.error({ err: error, sha256 }, 'a stored file could not be settled; it is tried again later');
      if (unsettled.size < mostUnsettled) unsettled.set(file, marker);
      if (!closed) stopWaiting ??= clock.at(clock.now() + tryAgainAfter, () => void tryAgain());
    }
  }

  async function tryAgain(): Promise<void> {
    stopWaiting = null;
    const markers = [...unsettled.values()];
    unsettled.clear();
    for (const marker of markers) await locked(marker.sha256, () => tidy(marker, true));
  }

  return {
    newPart: () => temporary('part'),
    mark,

    keep: (received, commit) =>
      locked(received.sha256, async () => {
        const marker = await mark(received.sha256);
        let cutOff = true;
        try {
          await store.put(received);
          cutOff = false;
          return await commit();
        } finally {
          if (!received.stays) await rm(received.part, { force: true });
          await tidy(marker, cutOff);
        }
      }),

    settle: marker => locked(marker.sha256, () => tidy(marker, false)),

    async recover() {
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        if (!(await abandoned(name, file, owner))) continue;
        const sha256 = /\.([0-9a-f]{64})\.marker$/.exec(name)?.[1];
        if (sha256) await locked(sha256, () => tidy({ sha256, file }, true));
        else await rm(file, { force: true, recursive: true });
      }
    },

    close() {
      closed = true;
      stopWaiting?.();
    },
  };
}

/** Whether the process that made this temporary file is gone; what another machine made counts as left after a day. */
async function abandoned(name: string, file: string, owner: string): Promise<boolean> {
  const [host, pid] = name.split('.');
  if (`${host}.${pid}` === owner) return true;
  if (host === owner.split('.')[0] && /^\d+$/.test(pid ?? '')) return !isAlive(Number(pid));
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs > dayMs;
}
