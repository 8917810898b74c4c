import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodies } from '../support/arbitraries.ts';
import { addressOf } from '../support/call.ts';
import { type ApiDocument, type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { snapshot } from '../support/snapshot.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Subject, subjectOf } from './subjects.ts';

/** Bodies for each operation; `TVS_FUZZ_RUNS` for a long night. */
const runs = Number(process.env.TVS_FUZZ_RUNS ?? 100);

let world: World;
let document: ApiDocument;
let written: ApiOperation[];

beforeAll(async () => {
  world = await makeWorld();
  document = await readDocument(world.app);
  written = operationsOf(document).filter(({ body }) => body !== null);
});
afterAll(() => world.app.close());

/** Statements that change rows, since it was last emptied. */
const changes: string[] = [];
const note = (statement: unknown) => {
  const { sql } = statement as { sql: string };
  if (/^\s*(insert|update|delete|replace)\b/i.test(sql)) changes.push(sql);
};

interface Sent {
  text: string;
  type: string;
}

async function send(operation: ApiOperation, subject: Subject, { text, type }: Sent) {
  const token = subject.token ?? (operation.access === 'player' ? world.tokens.player : world.tokens.admin);
  const { statusCode, headers, body } = await world.app.app.http.inject({
    method: operation.method as 'POST',
    url: addressOf(operation, subject),
    headers: { authorization: `Bearer ${token}`, ...(type === '' ? {} : { 'content-type': type }) },
    payload: text,
  });
  return { status: statusCode, type: String(headers['content-type'] ?? ''), body };
}

async function subjectFor({ id }: ApiOperation): Promise<Subject> {
  const subject = await subjectOf(id, world, 'admin');
  if (typeof subject === 'string') throw new Error(subject);
  return subject;
}

/** What is wrong with the answer to this body; `null` when nothing is. */
async function faultOf(operation: ApiOperation, subject: Subject, sent: Sent): Promise<string | null> {
  changes.length = 0;
  const { status, type, body } = await send(operation, subject, sent);
  if (status < 300) {
    await tidy(operation, status, body);
    return null;
  }
  if (status >= 500) return `${status} ${body}`;
  if (!type.startsWith('application/problem+json')) return `${status} is a ${type}`;
  const problem = JSON.parse(body) as { code?: unknown; status?: unknown; request_id?: unknown };
  if (typeof problem.code !== 'string' || problem.status !== status || typeof problem.request_id !== 'string')
    return `${status} is no problem document: ${body}`;
  if (changes.length === 0) return null;
  // It began to write: whether anything of it was kept is seen by doing it once more between two looks.
  // What runs by itself may fall between them, but not three times.
  for (let tries = 0; tries < 3; tries++) {
    const before = JSON.stringify(await snapshot(world.app));
    const again = await send(operation, subject, sent);
    if (again.status < 300 || JSON.stringify(await snapshot(world.app)) === before) return null;
  }
  return `${status} left something behind after ${changes[0]}`;
}

/** Takes back what was made, so that the last of many bodies meets as much as the first. */
async function tidy(operation: ApiOperation, status: number, body: string): Promise<void> {
  if (status !== 201 || operation.method !== 'POST') return;
  const remove = document.paths[`${operation.path}/{id}`]?.delete;
  const { id } = JSON.parse(body) as { id?: number };
  if (remove && id !== undefined) await world.app.api('DELETE', `${operation.path}/${id}`);
}

test('no body, however strange, makes an operation fail, and a refused one changes nothing', { timeout: 3_600_000 }, async () => {
  const { here, elsewhere } = world;
  const ids = [here, elsewhere].flatMap(place => [
    place.location.id,
    place.campaign.id,
    place.content.id,
    place.player.id,
    place.schedule.id,
  ]);
  subscribe('tvs.statement', note);
  const faults: string[] = [];
  for (const operation of written) {
    // Past the waits that earlier guesses earned.
    world.clock.advance(16 * 60_000);
    let subject = await subjectFor(operation);
    // Costs a sign-in for each that is taken.
    const most = subject.token === undefined ? runs : Math.min(runs, 50);
    const property = fc.asyncProperty(bodies(document, operation.body ?? {}, ids), async sent => {
      const fault = await faultOf(operation, subject, sent);
      if (subject.token !== undefined) subject = await subjectFor(operation);
      if (fault !== null) throw new Error(fault.slice(0, 500));
    });
    const result = await fc.check(property, { numRuns: most, endOnFailure: true });
    if (result.failed)
      faults.push(`${operation.id}: ${String(result.errorInstance)} for ${JSON.stringify(result.counterexample).slice(0, 500)}`);
  }
  unsubscribe('tvs.statement', note);
  expect(faults).toEqual([]);
});

test('each operation takes some of the bodies made for it: the fuzz is no mere noise', async () => {
  const silent: string[] = [];
  for (const operation of written) {
    const subject = await subjectFor(operation);
    const { status } = await send(operation, subject, { text: JSON.stringify(subject.body ?? {}), type: 'application/json' });
    if (status >= 400) silent.push(`${operation.id}: ${status}`);
  }
  expect(silent.filter(line => !line.startsWith('editorials.preview'))).toEqual([]);
});
