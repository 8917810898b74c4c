import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { completeDocument } from './complete.ts';

/** Collects the OpenAPI 3.1 document while routes are registered; register before them. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'TVS',
        version,
        description: 'Digital signage that never goes dark. Errors are RFC 9457 problem+json.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api' }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: input => completeDocument(withoutInputTwins(jsonSchemaTransformObject(input))),
  });
}

/** Named schemas are written once for reading and once for writing; ours name only answers. */
function withoutInputTwins<T extends object>(document: T): T {
  const components = ('components' in document ? document.components : {}) as { schemas?: Record<string, unknown> };
  const schemas = components.schemas ?? {};
  const kept = Object.entries(schemas).filter(([name]) => !(name.endsWith('Input') && name.slice(0, -5) in schemas));
  return { ...document, components: { ...components, schemas: Object.fromEntries(kept) } };
}
