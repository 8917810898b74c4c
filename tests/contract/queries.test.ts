import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressOf, call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { addPlenty } from '../support/plenty.ts';
import { statementsDuring } from '../support/statements.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Subject, subjectOf } from './subjects.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** The most that any list may ask of the database, the caller's token included. */
const most = 16;

let world: World;
let lists: { operation: ApiOperation; subject: Subject }[];

beforeAll(async () => {
  world = await makeWorld();
  lists = [];
  for (const operation of operationsOf(await readDocument(world.app))) {
    if (operation.method !== 'GET') continue;
    const subject = await subjectOf(operation.id, world, 'admin');
    if (typeof subject === 'string') throw new Error(subject);
    const { json } = await call(world.app, operation, subject, world.tokens.admin);
    const many = typeof json === 'object' && json !== null && Object.values(json).some(Array.isArray);
    if (many || operation.path.startsWith('/dashboard/')) lists.push({ operation, subject });
  }
});
afterAll(() => world.app.close());

const during = (work: () => Promise<unknown>) => statementsDuring(world.app, work);

/** Of each list, as administrator and as manager: how many statements one reading takes. */
async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { operation, subject } of lists) {
    for (const role of ['admin', 'manager'] as const) {
      const { path, access } = operation;
      if (role === 'manager' && (access === 'admin' || path.startsWith('/player/'))) continue;
      const paging = operation.query.some(({ name }) => name === 'per_page') ? { per_page: '200' } : {};
      const token = access === 'player' ? world.tokens.player : world.tokens[role];
      const read = async () => {
        const answer = await call(world.app, operation, { ...subject, query: { ...subject.query, ...paging } }, token);
        expect(answer.status, `${addressOf(operation, subject)} ${answer.text.slice(0, 200)}`).toBe(200);
      };
      // The first may fill what is kept in memory; what several ask for at once is in one at most.
      await read();
      const tries = [await during(read), await during(read), await during(read)];
      found[`${operation.id} as ${role}`] = Math.min(...tries.map(statements => statements.length));
    }
  }
  return found;
}

test('a list of sixty takes as many statements as a list of five, and few', async () => {
  const editorials = lists.some(({ operation }) => operation.path === '/editorials');
  await addPlenty(world, 5, editorials);
  const few = await counts();
  await addPlenty(world, 60, editorials);
  const many = await counts();
  expect(Object.keys(many).length).toBeGreaterThan(15);
  expect(many).toEqual(few);
  expect(Object.entries(many).filter(([, count]) => count === 0)).toEqual([]);
  expect(Object.entries(many).filter(([, count]) => count > most)).toEqual([]);
});
