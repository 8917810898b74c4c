import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { snapshot } from '../support/snapshot.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Subject, subjectOf } from './subjects.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Security rows 4 and 8: nothing in a query string or a path becomes SQL, a column or a prototype. */

let world: World;
let asked: { operation: ApiOperation; subject: Subject }[];

beforeAll(async () => {
  world = await makeWorld();
  const all = operationsOf(await readDocument(world.app));
  asked = [];
  for (const operation of all) {
    const subject = await subjectOf(operation.id, world, 'admin');
    if (typeof subject !== 'string') asked.push({ operation, subject });
  }
});
afterAll(() => world.app.close());

const payloads = [
  "' or 1=1 --",
  "1' union select id, username, password_hash from users --",
  '1; drop table users',
  'id desc, (select password_hash from users limit 1)',
  'case when (select 1) then id else name end',
  'sleep(1)',
  'password_hash',
  '-player_key_hash',
  'players.id',
  'rowid',
  '(1)',
  '`id`',
  '"id"',
  '1/**/or/**/1',
  "\\' or 1=1 --",
  '{"$gt":""}',
  '{"__proto__":{"x":1}}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '$where',
  '\u0000',
  'a\u0000b',
  '%00',
  '\ud83d',
  '-1',
  '0',
  '1.5',
  '1e3',
  '0x10',
  ' 1',
  '1 ',
  '+1',
  'NaN',
  'Infinity',
  'true',
  'null',
  'undefined',
  '9'.repeat(16),
  '9'.repeat(400),
  '%',
  '_',
  '!',
  'x'.repeat(5000),
  '$\u007b7*7}',
  '{{7*7}}',
  '../../etc/passwd',
];

interface List {
  items: unknown[];
  total?: number;
}
const isList = (json: unknown): json is List => typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items);

/** Sends the query; says what is wrong with the answer, if anything is. */
async function probe({ operation, subject }: (typeof asked)[number], query: string, all: List | null): Promise<string | null> {
  const answer = await call(world.app, operation, { ...subject, query }, world.tokens.admin);
  const where = `${operation.id}?${query.slice(0, 120)}`;
  if (answer.status >= 500) return `${where}: ${answer.status}`;
  if (answer.status >= 400)
    return typeof (answer.json as { code?: unknown } | null)?.code === 'string' ? null : `${where}: no problem document`;
  // What is let through is a filter: it never shows more than there is without it.
  if (all && isList(answer.json) && (answer.json.total ?? answer.json.items.length) > (all.total ?? all.items.length))
    return `${where}: more than without it`;
  if (/argon2|password_hash|player_key_hash/.test(answer.text)) return `${where}: shows what nobody may see`;
  return null;
}

test('no query parameter of any operation takes SQL, JSON or a prototype for anything but text', async () => {
  const before = await snapshot(world.app);
  const wrong: (string | null)[] = [];
  let probes = 0;
  for (const each of asked.filter(({ operation }) => operation.method === 'GET')) {
    const base = new URLSearchParams(each.subject.query ?? {});
    const plain = await call(world.app, each.operation, { ...each.subject, query: base.toString() }, world.tokens.admin);
    const all = isList(plain.json) ? plain.json : null;
    const names = [...each.operation.query.map(parameter => parameter.name), 'unknown', '__proto__', 'constructor'];
    for (const name of names) {
      for (const payload of payloads) {
        const query = new URLSearchParams(base);
        query.set(name, payload);
        wrong.push(await probe(each, query.toString(), all));
        probes += 1;
      }
      for (const shape of [
        `${name}[]=1`,
        `${name}[$ne]=1`,
        `${name}[__proto__][x]=1`,
        `${name}.x=1`,
        `${name}=1&${name}=2`,
        `${name}=%00`,
        `${name}=%ff`,
        `${name}=%`,
      ])
        wrong.push(await probe(each, `${base}&${shape}`, all));
    }
  }
  expect(wrong.filter(Boolean)).toEqual([]);
  expect(probes).toBeGreaterThan(1000);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(await snapshot(world.app)).toEqual(before);
});

test('a list sorts by the columns its schema names and by nothing else', async () => {
  let lists = 0;
  for (const { operation, subject } of asked) {
    const sort = operation.query.find(parameter => parameter.name === 'sort');
    if (!sort) continue;
    lists += 1;
    const allowed = (sort.description ?? sort.schema.description ?? '').replace('One of ', '').split(', ');
    expect(allowed.length, `${operation.id} names its columns`).toBeGreaterThan(1);
    const status = async (value: string) =>
      (await call(world.app, operation, { ...subject, query: { ...subject.query, sort: value } }, world.tokens.admin)).status;
    for (const column of allowed) expect(await status(column), `${operation.id} by ${column}`).toBe(200);
    const other = fc.oneof(
      fc.string(),
      fc.constantFrom(...allowed).map(column => `${column},id`),
      fc.constantFrom(...allowed).map(column => `-${column}`),
      fc.constantFrom(...allowed).map(column => column.toUpperCase()),
      fc.constantFrom(...allowed).map(column => `${column} `),
      fc.constantFrom('id', 'password_hash', 'search', 'location_id', 'updated_at', 'rowid', 'random()'),
    );
    await fc.assert(
      fc.asyncProperty(
        other.filter(value => !allowed.includes(value)),
        async value => (await status(value)) === 400,
      ),
      { numRuns: 40 },
    );
  }
  expect(lists).toBeGreaterThan(4);
});

test('no path parameter takes anything but an id', async () => {
  const wrong: string[] = [];
  for (const { operation, subject } of asked.filter(each => each.operation.path.includes('{'))) {
    for (const name of [...operation.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')) {
      for (const payload of payloads.filter(text => !/^\d+$/.test(text) && text.length < 200 && text !== '\ud83d')) {
        const { status } = await call(
          world.app,
          operation,
          { ...subject, params: { ...subject.params, [name]: payload } },
          world.tokens.admin,
        );
        if (status !== 404 && status !== 400) wrong.push(`${operation.id} ${name}=${payload}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
