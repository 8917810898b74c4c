import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { note } from '../log.ts';

interface Schema extends DBSchema {
  /** What must outlive a restart: key, programme, clock. */
  state: { key: string; value: unknown };
  /** The validator with which a broken-off download may go on, by SHA-256. */
  partials: { key: string; value: string };
  /** Where there is no OPFS: the files' pieces, by SHA-256 and number … */
  chunks: { key: [string, number]; value: Blob };
  /** … and those files that are whole and verified. */
  files: { key: string; value: { size: number; chunks: number } };
}

export type Database = IDBPDatabase<Schema>;

let opening: Promise<Database> | undefined;

/** A database that does not open in this time counts as broken, ms; the next to ask for it tries again. */
const PATIENCE = 5_000;

/** One connection for each thread. */
export function database(): Promise<Database> {
  opening ??= inTime(
    openDB<Schema>('tvs-player', 1, {
      upgrade(db) {
        for (const store of ['state', 'partials', 'chunks', 'files'] as const) db.createObjectStore(store);
      },
      // Another tab with a newer version waits for us: let it through, and open again when next asked.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        opening = undefined;
      },
      terminated() {
        opening = undefined;
      },
    }),
  );
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

function inTime(work: Promise<Database>): Promise<Database> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the database did not open in time'));
      work.then(late => late.close()).catch(() => {});
    }, PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Reads a kept value; `undefined` when there is none, and also when storage is broken, which is noted. */
export async function recall<T>(key: string): Promise<T | undefined> {
  try {
    return (await (await database()).get('state', key)) as T | undefined;
  } catch (error) {
    note('storage', error);
    return undefined;
  }
}

/** Keeps a value over restarts and power cuts, or forgets it (`undefined`); a player whose storage is broken plays on without. */
export async function keep(key: string, value: unknown): Promise<void> {
  try {
    const { store, done } = (await database()).transaction('state', 'readwrite', { durability: 'strict' });
    await Promise.all([value === undefined ? store.delete(key) : store.put(value, key), done]);
  } catch (error) {
    note('storage', error);
  }
}
