import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';

export type Dialect = 'sqlite' | 'mysql';

/** Column types and table options that differ between SQLite and MySQL/MariaDB, in one place. */
export function columns(dialect: Dialect) {
  const mysql = dialect === 'mysql';
  return {
    /** Ids are never used again, also after a delete: rank and history rest on it. */
    id: <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
      mysql
        ? table.addColumn('id', 'bigint', column => column.autoIncrement().primaryKey())
        : table.addColumn('id', 'integer', column => column.autoIncrement().primaryKey()),
    /** Text of any length: JSON, descriptions. */
    long: mysql ? sql`longtext` : sql`text`,
    /** Text up to `max` characters, compared exactly. */
    text: (max: number) => (mysql ? sql.raw(`varchar(${max})`) : sql`text`),
    /** Hex digests, versions, enumerations: ASCII, compared exactly. */
    ascii: (max: number) => (mysql ? sql.raw(`varchar(${max}) character set ascii collate ascii_bin`) : sql`text`),
    /** Instants in epoch ms, foreign keys, byte counts. */
    big: mysql ? sql`bigint` : sql`integer`,
    real: mysql ? sql`double` : sql`real`,
    flag: mysql ? sql`tinyint` : sql`integer`,
    int: mysql ? sql`int` : sql`integer`,
    table: <C extends string>(db: Kysely<unknown>, name: C) => {
      // A migration killed half-way is run again from its start: MySQL keeps the tables it had made.
      const table = db.schema.createTable(name).ifNotExists();
      return mysql ? table.modifyEnd(sql`engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin`) : table;
    },
    /** A column more, unless it is there: MySQL keeps what a migration had done when it was killed. */
    add: async (db: Kysely<unknown>, table: string, name: string, type: RawBuilder<unknown>, standard?: number | string) => {
      const tables = await db.introspection.getTables();
      if (tables.find(each => each.name === table)?.columns.some(column => column.name === name)) return;
      await db.schema
        .alterTable(table)
        .addColumn(name, type, column => (standard === undefined ? column : column.notNull().defaultTo(standard)))
        .execute();
    },
    /** As `ifNotExists`, which MySQL does not know for indexes. */
    index: async (db: Kysely<unknown>, name: string, table: string, on: readonly string[], unique = false) => {
      if (mysql && (await hasIndex(db, table, name))) return;
      const index = db.schema
        .createIndex(name)
        .on(table)
        .columns([...on]);
      const made = unique ? index.unique() : index;
      await (mysql ? made : made.ifNotExists()).execute();
    },
  };
}

async function hasIndex(db: Kysely<unknown>, table: string, name: string): Promise<boolean> {
  const found = await sql`select 1 from information_schema.statistics
    where table_schema = database() and table_name = ${table} and index_name = ${name} limit 1`.execute(db);
  return found.rows.length > 0;
}
