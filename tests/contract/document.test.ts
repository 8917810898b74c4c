import { Validator } from '@seriousme/openapi-schema-validator';
import { type OperationShape, operations } from '@tvs/protocol';
import { apiDocument } from '@tvs/server/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type ApiDocument, type ApiOperation, operationsOf, readDocument } from '../support/document.ts';

let app: TestApp;
let document: ApiDocument;
let all: ApiOperation[];
beforeAll(async () => {
  app = await startApp();
  document = await readDocument(app);
  all = operationsOf(document);
});
afterAll(() => app.close());

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('it has every operation of the protocol’s table, once, and is the one that clients’ types are made from', async () => {
  // HEAD says what GET does.
  const told = Object.entries<OperationShape>(operations).filter(([, { method }]) => method !== 'HEAD');
  expect(all.map(({ id }) => id).sort()).toEqual(told.map(([id]) => id).sort());
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
  expect(document).toEqual(JSON.parse(JSON.stringify(await apiDocument())));
});

const told = (check: (operation: ApiOperation) => boolean) => all.filter(operation => !check(operation)).map(({ id }) => id);

test('every operation has a summary and one tag', () => {
  expect(told(({ summary }) => (summary ?? '').length > 3)).toEqual([]);
  expect(told(({ tags }) => tags?.length === 1)).toEqual([]);
});

test('every operation says whether it needs a token, as it does', () => {
  expect(document.security).toEqual([{ bearer: [] }]);
  expect(told(({ access, security }) => (access === 'public') === (security?.length === 0))).toEqual([]);
});

test('every operation says how it refuses, as a problem document', () => {
  expect(
    told(({ responses }) => {
      const refusals = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
      return (
        refusals.length > 0 && refusals.every(([, { content }]) => Object.values(content ?? {}).some(({ schema }) => schema !== undefined))
      );
    }),
  ).toEqual([]);
});

test('every operation with a body or an answer shows one of each that fits its schema', () => {
  const unfit: string[] = [];
  const look = (name: string, media: { example?: unknown } | undefined, schema: OperationShape['ok']['schema'] | undefined) => {
    if (!schema || !media) return;
    const { success, error } = schema.safeParse(media.example);
    if (!success) unfit.push(`${name}: ${media.example === undefined ? 'none' : error.message}`);
  };
  for (const { id, responses, requestBody } of all) {
    const { ok, body }: OperationShape = operations[id];
    look(`${id} body`, requestBody?.content['application/json'], body);
    look(`${id} answer`, responses[ok.status]?.content?.['application/json'], ok.schema);
  }
  expect(unfit).toEqual([]);
});

test('the page for people answers, with the document beside it', async () => {
  const page = await fetch(`${app.url}/api/docs`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  const json = await fetch(`${app.url}/api/docs/json`);
  expect(((await json.json()) as ApiDocument).paths).toEqual(document.paths);
});
