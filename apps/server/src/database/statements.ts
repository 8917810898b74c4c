import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept ready, some kilobytes each; lists of different lengths make many that are asked once. */
const mostKept = 300;

/**
 * The database with its statements kept prepared: reading the SQL anew costs as much as a short question itself. The least
 * recently used goes first, and all of them when the tables change.
 */
export function keepingStatements(database: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) {
        kept.delete(sql);
        kept.set(sql, known);
        return known;
      }
      if (!/^\s*(select|insert|update|delete)\b/i.test(sql)) {
        if (!/^\s*(begin|commit|rollback|savepoint|release)\b/i.test(sql)) kept.clear();
        return database.prepare<unknown[]>(sql);
      }
      const statement = reusable(database, sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close: () => {
      kept.clear();
      database.close();
    },
  };
}

/** A statement that is read row by row is busy meanwhile: each such reading gets one of its own. */
function reusable(database: Sqlite.Database, sql: string): SqliteStatement {
  const statement = database.prepare<unknown[]>(sql);
  return {
    reader: statement.reader,
    all: parameters => statement.all(...parameters),
    run: parameters => statement.run(...parameters),
    iterate: parameters => database.prepare<unknown[]>(sql).iterate(...parameters),
  };
}
