import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@tvs/server/connection';
import { migrate, pendingMigrations } from '@tvs/server/migrate';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDatabase } from '../support/app.ts';

let database: Database;
let cleanUp: (() => Promise<void>) | undefined;

/** An empty database, the one before it thrown away. */
async function begin(): Promise<void> {
  await cleanUp?.();
  const folder = await mkdtemp(join(tmpdir(), 'tvs-migrations-'));
  const mysql = await newDatabase();
  database = openDatabase(mysql ? { dialect: 'mysql', url: mysql.url } : { dialect: 'sqlite', file: join(folder, 'tvs.db') });
  cleanUp = async () => {
    cleanUp = undefined;
    await database.close();
    await mysql?.drop();
    await rm(folder, { recursive: true, force: true });
  };
}

beforeEach(begin);
afterEach(() => cleanUp?.());

/** Tables that no version wrote to before they were made anew. */
const neverWritten = ['editorials', 'editorial_items'];

type Rows = Record<string, Record<string, unknown>[]>;

async function tablesOf({ db }: Database) {
  return (await db.introspection.getTables()).filter(({ name }) => !name.startsWith('kysely_'));
}

async function everyRow(from: Database): Promise<Rows> {
  const all: Rows = {};
  for (const { name } of await tablesOf(from)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(from.db);
    all[name] = rows.map(row => ({ ...row }));
  }
  return all;
}

/** Three rows in every table there is; ids are 1 to 3, so that what refers to something finds it. */
async function fill(): Promise<void> {
  const tables = await tablesOf(database);
  const off = database.dialect === 'sqlite' ? sql`pragma foreign_keys = off` : sql`set foreign_key_checks = 0`;
  const on = database.dialect === 'sqlite' ? sql`pragma foreign_keys = on` : sql`set foreign_key_checks = 1`;
  await database.db.connection().execute(async db => {
    await off.execute(db);
    for (const { name, columns } of tables.filter(table => !neverWritten.includes(table.name))) {
      for (const i of [1, 2, 3]) {
        const values = columns.map(column => (/int|double|real|float|numeric/i.test(column.dataType) ? i : String(i)));
        const names = sql.join(columns.map(column => sql.ref(column.name)));
        await sql`insert into ${sql.table(name)} (${names}) values (${sql.join(values)})`.execute(db);
      }
    }
    await on.execute(db);
  });
}

/** What refers to nothing. */
async function broken(): Promise<unknown[]> {
  if (database.dialect !== 'sqlite') return [];
  return (await sql`pragma foreign_key_check`.execute(database.db)).rows;
}

test('a database of an earlier version keeps every row and every value', async () => {
  await migrate(database.db, database.dialect, '0002-around-players');
  await fill();
  const before = await everyRow(database);
  expect(Object.values(before).filter(rows => rows.length >= 3).length).toBe(Object.keys(before).length - neverWritten.length);

  const applied = await migrate(database.db, database.dialect);
  expect(applied.length).toBeGreaterThan(0);
  expect(await pendingMigrations(database.db, database.dialect)).toEqual([]);
  const after = await everyRow(database);
  for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows.map(row => expect.objectContaining(row)));
  expect(await broken()).toEqual([]);
});

test('an earlier version and a fresh start end in the same schema', async () => {
  const shape = async (of: Database) =>
    (await tablesOf(of)).map(({ name, columns }) => [
      name,
      columns
        .map(({ name: column, dataType, isNullable, hasDefaultValue }) => `${column} ${dataType} ${isNullable} ${hasDefaultValue}`)
        .sort(),
    ]);
  await migrate(database.db, database.dialect, '0002-around-players');
  await fill();
  await migrate(database.db, database.dialect);
  const upgraded = await shape(database);
  await begin();
  await migrate(database.db, database.dialect);
  expect(await shape(database)).toEqual(upgraded);
});

test('many nodes that start at once migrate once', async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database.db, database.dialect)));
  expect(applied.flat().length).toBe(new Set(applied.flat()).size);
  expect(await pendingMigrations(database.db, database.dialect)).toEqual([]);
  expect(await migrate(database.db, database.dialect)).toEqual([]);
});
