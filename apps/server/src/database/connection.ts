import Sqlite from 'better-sqlite3';
import { Kysely, MysqlDialect, SqliteDialect, sql, type Transaction } from 'kysely';
import { createPool } from 'mysql2';
import type { Dialect } from './migrations/columns.ts';
import type { Tables } from './tables.ts';

/** What queries run on: the database, or a transaction on it. */
export type Db = Kysely<Tables> | Transaction<Tables>;

export interface Database {
  db: Kysely<Tables>;
  dialect: Dialect;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseTarget = { dialect: 'sqlite'; file: string } | { dialect: 'mysql'; url: string };

/** Opens the database; one writer with SQLite (WAL, synced on commit), a pool of 10 (+20) with MySQL/MariaDB. */
export function openDatabase(target: DatabaseTarget): Database {
  const db = new Kysely<Tables>({ dialect: target.dialect === 'sqlite' ? sqlite(target.file) : mysql(target.url) });
  return {
    db,
    dialect: target.dialect,
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

function sqlite(file: string): SqliteDialect {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  // FULL: what was acknowledged survives a power cut, not only a killed process.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  return new SqliteDialect({ database });
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
