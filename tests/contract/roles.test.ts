import { type OperationShape, operations } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { makeWorld, roles, type World } from '../support/world.ts';
import { expected } from './expected.ts';
import { subjectOf, subjects } from './subjects.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let world: World;
let all: ApiOperation[];

beforeAll(async () => {
  world = await makeWorld();
  all = operationsOf(await readDocument(world.app));
});
afterAll(() => world.app.close());

test('every operation has its row of expected answers and a subject to call it with, and no other has', () => {
  const ids = all.map(operation => operation.id).sort();
  expect([...expected.keys()].sort()).toEqual(ids);
  expect(Object.keys(subjects).sort()).toEqual(ids);
});

test('every operation answers every role as the table says', async () => {
  const wrong: string[] = [];
  for (const operation of all) {
    for (const role of roles) {
      const subject = await subjectOf(operation.id, world, role);
      if (typeof subject === 'string') {
        wrong.push(subject);
        break;
      }
      const token = subject.token === undefined ? world.tokens[role] : subject.token;
      const answer = await call(world.app, operation, subject, token);
      const wanted = expected.get(operation.id)?.[role];
      if (answer.status !== wanted) wrong.push(`${operation.id} as ${role}: ${answer.status}, not ${wanted} ${answer.text.slice(0, 200)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every operation that is done once for its key answers the key’s second sending as the first, and has done no more', async () => {
  const wrong: string[] = [];
  const keyed = all.filter(({ id }) => (operations[id] as OperationShape).once !== undefined);
  expect(keyed.length).toBeGreaterThan(10);
  const { db } = world.app.app.context;
  const traces = async () => (await db.selectFrom('audit_log').select('id').execute()).length;
  for (const operation of keyed) {
    const subject = await subjectOf(operation.id, world, 'manager');
    if (typeof subject === 'string') throw new Error(subject);
    const role = expected.get(operation.id)?.manager === 403 ? 'admin' : 'manager';
    const sent = { ...subject, headers: { ...subject.headers, 'idempotency-key': crypto.randomUUID() } };
    const first = await call(world.app, operation, sent, world.tokens[role]);
    const done = await traces();
    const second = await call(world.app, operation, sent, world.tokens[role]);
    const replayed = [first, second].map(({ headers }) => headers.get('idempotent-replayed'));
    if (
      first.status >= 300 ||
      replayed[0] !== null ||
      replayed[1] !== 'true' ||
      second.status !== first.status ||
      second.text !== first.text
    )
      wrong.push(`${operation.id}: ${first.status}, then ${second.status} ${second.text.slice(0, 200)}`);
    if ((await traces()) !== done) wrong.push(`${operation.id} was done twice`);
  }
  expect(wrong).toEqual([]);
});

test('what may not be known of is refused in the words of what is not there', async () => {
  const words = (text: string) => text.replaceAll(/\d+/g, '#').replaceAll(/"request_id":"[^"]*"/g, '');
  const different: string[] = [];
  for (const operation of all) {
    if (expected.get(operation.id)?.outsider !== 404 || !operation.path.includes('{id}')) continue;
    const subject = await subjectOf(operation.id, world, 'outsider');
    if (typeof subject === 'string') continue;
    const hidden = await call(world.app, operation, subject, world.tokens.outsider);
    const missing = await call(world.app, operation, { ...subject, params: { ...subject.params, id: 987_654_321 } }, world.tokens.outsider);
    if (hidden.status !== missing.status || words(hidden.text) !== words(missing.text)) different.push(operation.id);
  }
  expect(different).toEqual([]);
});
