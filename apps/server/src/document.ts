import { type OperationId, operations } from '@tvs/protocol';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { describeApi } from './platform/http/document.ts';
import type { Once } from './platform/http/once.ts';
import { registerOperations } from './platform/http/register.ts';
import type { Routes } from './platform/http/route.ts';
import { version } from './version.ts';

/** Where no request comes, none comes twice. */
const neverAgain: Once = async (_wish, work) => ({ ...(await work()), replayed: false });

/** The OpenAPI document without a running server: what the clients' types and the tests are made from. */
export async function apiDocument(): Promise<Record<string, unknown>> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await describeApi(app, version);
  const nothing = Object.fromEntries((Object.keys(operations) as OperationId[]).map(id => [id, () => undefined]));
  await app.register(async api => registerOperations(api, nothing as unknown as Routes, async () => null, neverAgain));
  await app.ready();
  return app.swagger() as unknown as Record<string, unknown>;
}
