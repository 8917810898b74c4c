import { type Access, type OperationId, operations } from '@tvs/protocol';
import type { TestApp } from './app.ts';

/** A piece of JSON Schema as the document holds it. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Parameter {
  in: 'query' | 'path' | 'header';
  name: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface DocumentedOperation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown; examples?: Record<string, unknown> }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema; example?: unknown; examples?: Record<string, unknown> }> }>;
}

export interface ApiDocument {
  openapi: string;
  servers: { url: string }[];
  security?: Record<string, string[]>[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** One operation of the document that the server gives out, with what the protocol's table says of it. */
export interface ApiOperation extends DocumentedOperation {
  /** As in the protocol's table. */
  id: OperationId;
  method: string;
  /** Under `/api`, with `{name}` parameters. */
  path: string;
  access: Access;
  query: Parameter[];
  /** Of its JSON body; `null` without one. */
  body: Schema | null;
}

const byDocumentName = new Map(Object.keys(operations).map(id => [id.replace('.', '_'), id as OperationId]));

export function readDocument(app: TestApp): Promise<ApiDocument> {
  return app.ok<ApiDocument & Record<string, unknown>>('GET', '/openapi.json', undefined, null);
}

/** Every operation of the document; throws for one that the protocol's table does not know. */
export function operationsOf(document: ApiDocument): ApiOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const id = byDocumentName.get(operation.operationId);
      if (!id) throw new Error(`${method} ${path} (${operation.operationId}) is not in the protocol's table`);
      return {
        ...operation,
        id,
        method: method.toUpperCase(),
        path,
        access: operations[id].access,
        query: (operation.parameters ?? []).filter(parameter => parameter.in === 'query'),
        body: operation.requestBody?.content['application/json']?.schema ?? null,
      };
    }),
  );
}
