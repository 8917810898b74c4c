import Sqlite from 'better-sqlite3';
import { type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import { keepingStatements } from './statements.ts';

/** SQLite as this server uses it: one writer, WAL, synced on commit. */
export function sqlite(file: string): SqliteDialect {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  // FULL: what was acknowledged survives a power cut, not only a killed process.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  return new Dialect(database);
}

class Dialect extends SqliteDialect {
  readonly #database: Sqlite.Database;

  constructor(database: Sqlite.Database) {
    super({ database });
    this.#database = database;
  }

  override createAdapter() {
    return new Adapter();
  }

  override createDriver() {
    return new Driver(this.#database);
  }
}

/** A migration that is killed leaves nothing: SQLite takes back tables with everything else. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

class Driver extends SqliteDriver {
  readonly #database: Sqlite.Database;

  constructor(database: Sqlite.Database) {
    super({ database: keepingStatements(database) });
    this.#database = database;
  }

  /** On a full disk SQLite has rolled back by itself: a second rollback would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}
