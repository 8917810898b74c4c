import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ConfigError } from '../config.ts';

/**
 * Makes this process the only server on a data folder, for as long as it lives; returns what gives the folder back. The
 * lock is the kernel's, by way of an empty SQLite file: it ends with the process however that ends, and holds between
 * containers that share the folder.
 */
export function claimFolder(dataDir: string): () => void {
  const lock = new Sqlite(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')
      throw new ConfigError(`TVS_DATA_DIR: another server is running on ${dataDir}`);
    throw error;
  }
  return () => lock.close();
}
