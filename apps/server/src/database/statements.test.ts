import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keepingStatements } from './statements.ts';

function database() {
  const raw = new Sqlite(':memory:');
  raw.exec('create table things (id integer primary key, name text)');
  raw.exec("insert into things (name) values ('one'), ('two'), ('three')");
  return keepingStatements(raw);
}

test('a statement is prepared once, and asked again with other values', () => {
  const kept = database();
  const statement = kept.prepare('select name from things where id = ?');
  expect(statement.all([1])).toEqual([{ name: 'one' }]);
  expect(kept.prepare('select name from things where id = ?')).toBe(statement);
  expect(statement.all([3])).toEqual([{ name: 'three' }]);
});

test('while one reads row by row, another may ask the same', () => {
  const kept = database();
  const names: unknown[] = [];
  for (const row of kept.prepare('select name from things').iterate([])) {
    names.push(row);
    expect(kept.prepare('select name from things').all([])).toHaveLength(3);
  }
  expect(names).toHaveLength(3);
});

test('a changed table is read with its new columns', () => {
  const kept = database();
  expect(kept.prepare('select * from things where id = 1').all([])).toEqual([{ id: 1, name: 'one' }]);
  kept.prepare("alter table things add column colour text default 'red'").run([]);
  expect(kept.prepare('select * from things where id = 1').all([])).toEqual([{ id: 1, name: 'one', colour: 'red' }]);
});

test('of very many statements the oldest go, the one in use stays', () => {
  const kept = database();
  const first = kept.prepare('select 1');
  for (let i = 2; i <= 300; i++) kept.prepare(`select ${i}`);
  expect(kept.prepare('select 1')).toBe(first);
  const second = kept.prepare('select 2');
  for (let i = 301; i <= 700; i++) kept.prepare(`select ${i}`);
  expect(kept.prepare('select 2')).not.toBe(second);
});
