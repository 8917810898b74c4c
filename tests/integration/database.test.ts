import { readFile } from 'node:fs/promises';
import { pendingMigrations } from '@tvs/server/migrate';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';

/** Column names of each table as `tables.ts` declares them. */
async function declared(): Promise<Record<string, string[]>> {
  const source = await readFile(new URL('../../apps/server/src/database/tables.ts', import.meta.url), 'utf8');
  const interfaces = new Map(
    [...source.matchAll(/export interface (\w+) \{([\s\S]*?)\n\}/g)].map(match => [match[1] ?? '', match[2] ?? '']),
  );
  const columns = (body: string) => [...body.matchAll(/^ {2}(\w+): /gm)].map(match => match[1] ?? '').sort();
  const tables = [...(interfaces.get('Tables') ?? '').matchAll(/^ {2}(\w+): (\w+);/gm)];
  return Object.fromEntries(tables.map(match => [match[1], columns(interfaces.get(match[2] ?? '') ?? '')]));
}

test('the declared tables are those of the database, and no migration is pending', async () => {
  const app = await startApp();
  const { db, dialect } = app.app.context;
  const tables = (await db.introspection.getTables()).filter(table => !table.name.startsWith('kysely_'));
  const found = Object.fromEntries(tables.map(table => [table.name, table.columns.map(column => column.name).sort()]));
  expect(found).toEqual(await declared());
  expect(await pendingMigrations(db, dialect)).toEqual([]);
  await app.close();
});
