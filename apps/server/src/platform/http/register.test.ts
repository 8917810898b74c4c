import { type OperationId, operations } from '@tvs/protocol';
import Fastify from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { afterEach, expect, test } from 'vitest';
import { answersBySchema } from './answers.ts';
import { registerOperations } from './register.ts';
import type { Routes } from './route.ts';

type Table = Record<string, { access?: string; once?: string }>;
const table = operations as unknown as Table;
const [before, created] = [{ ...table['settings.get'] }, { ...table['campaigns.create'] }];
afterEach(() => {
  table['settings.get'] = before;
  table['campaigns.create'] = created;
});

/** A server with every handler but those that are named. */
function serve(without: readonly string[] = []) {
  const http = Fastify();
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(answersBySchema(true));
  const ids = (Object.keys(operations) as OperationId[]).filter(id => !without.includes(id));
  const routes = Object.fromEntries(ids.map(id => [id, () => undefined])) as unknown as Routes;
  registerOperations(
    http,
    routes,
    async () => null,
    async (_wish, work) => ({ ...(await work()), replayed: false }),
  );
  return http;
}

test('starts with a handler and a policy for every operation', () => {
  expect(() => serve()).not.toThrow();
});

test.each(Object.keys(operations))('refuses to start without a handler for %s', id => {
  expect(() => serve([id])).toThrow(id);
});

test('refuses to start when what a request made is shown by an operation that is not there', () => {
  table['campaigns.create'] = { ...created, once: 'campaigns.nothing' };
  expect(() => serve()).toThrow('campaigns.nothing');
});

test.each([undefined, '', 'everybody', 'Admin'])('refuses to start with an operation whose access is %s', access => {
  table['settings.get'] = { ...before, access } as { access: string };
  expect(() => serve()).toThrow('settings.get');
});
