import { channel } from 'node:diagnostics_channel';
import { Kysely, MysqlDialect, sql, type Transaction } from 'kysely';
import { createPool } from 'mysql2';
import type { Dialect } from './migrations/columns.ts';
import { sqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** What queries run on: the database, or a transaction on it. */
export type Db = Kysely<Tables> | Transaction<Tables>;

export interface Database {
  db: Kysely<Tables>;
  dialect: Dialect;
  /**
   * Runs a change that looks before it writes ("is this name free", "is nobody using it"). One at a time, on MySQL too,
   * where a row is locked first: what was looked at is still so when it is written. Tried again after a deadlock.
   */
  write<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseTarget = { dialect: 'sqlite'; file: string } | { dialect: 'mysql'; url: string };

/** Every statement with its parameters, for whoever counts them; nobody listens as a rule. */
const statements = channel('tvs.statement');

/** Opens the database; one writer with SQLite (WAL, synced on commit), a pool of 10 (+20) with MySQL/MariaDB. */
export function openDatabase(target: DatabaseTarget): Database {
  const db = new Kysely<Tables>({
    dialect: target.dialect === 'sqlite' ? sqlite(target.file) : mysql(target.url),
    log: event => {
      if (statements.hasSubscribers) statements.publish({ sql: event.query.sql, parameters: event.query.parameters });
    },
  });
  return {
    db,
    dialect: target.dialect,
    write: work => write(db, target.dialect, work),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

const tries = 3;

async function write<T>(db: Kysely<Tables>, dialect: Dialect, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async trx => {
        if (dialect === 'mysql') await sql`select value from settings where name = 'write_lock' for update`.execute(trx);
        return work(trx);
      });
    } catch (error) {
      const deadlock = error instanceof Error && 'code' in error && error.code === 'ER_LOCK_DEADLOCK';
      if (!deadlock || attempt === tries) throw error;
    }
  }
}

function mysql(url: string): MysqlDialect {
  const pool = createPool({
    uri: url,
    connectionLimit: 30,
    maxIdle: 10,
    idleTimeout: 60_000,
    enableKeepAlive: true,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    connectTimeout: 10_000,
    supportBigNumbers: true,
    // Counts and sums come back as numbers, as on SQLite.
    decimalNumbers: true,
  });
  return new MysqlDialect({ pool });
}
