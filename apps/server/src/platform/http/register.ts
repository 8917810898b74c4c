import { type OperationId, type OperationShape, operations, responses } from '@tvs/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPolicy, requireAccess, type UserViewer, type Viewer } from '../access.ts';
import { problems } from '../errors.ts';
import { requestContext } from '../request-context.ts';
import { documentedId } from './complete.ts';
import { preconditionOf, tagOfAnswer } from './if-match.ts';
import type { Call, Routes } from './route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null;
  }
}

/** Finds out who calls, from a bearer token; `null` without one. Throws 401 for a dead or forged token. */
export type Authenticate = (request: FastifyRequest) => Promise<Viewer | null>;

type AnyRoute = {
  guard?: (viewer: Viewer | null, params: unknown) => Promise<void>;
  handle: (call: Call<OperationId>) => unknown;
};

/**
 * Puts every operation of the protocol on the server: who you are, what you may, where you may, the schema, the handler.
 * Refuses to start when an operation has no handler, or no policy.
 */
export function registerOperations(app: FastifyInstance, routes: Routes, authenticate: Authenticate): void {
  app.decorateRequest('viewer', null);
  for (const id of Object.keys(operations) as OperationId[]) {
    const given = (routes as unknown as Record<string, AnyRoute | AnyRoute['handle'] | undefined>)[id];
    if (!given) throw new Error(`operation ${id} has no handler`);
    if (!isPolicy(operations[id].access)) throw new Error(`operation ${id} has no policy`);
    const route: AnyRoute = typeof given === 'function' ? { handle: given } : given;
    register(app, id, operations[id], route, authenticate);
  }
}

function register(app: FastifyInstance, id: OperationId, operation: OperationShape, route: AnyRoute, authenticate: Authenticate): void {
  app.route({
    method: operation.method,
    url: operation.path,
    schema: schemaOf(id, operation),
    onRequest: async request => {
      // A dead token must not keep anyone from signing in.
      request.viewer = operation.access === 'public' ? null : await authenticate(request);
      if (operation.access !== 'media') requireAccess(operation.access, request.viewer);
      if (route.guard) await route.guard(request.viewer, checkedParams(operation, request));
    },
    handler: async (request, reply) => {
      const call = {
        viewer: request.viewer,
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      } as Call<OperationId>;
      requireNoBody(operation, request.body);
      requireNoQuery(operation, request.query);
      const precondition = preconditionOf(operation, request, request.viewer);
      const recheck = operation.access === 'public' ? null : () => requireSameRights(operation, request, authenticate);
      const answer = await requestContext.run({ request_id: request.id, precondition, recheck }, async () => route.handle(call));
      return finish(operation, reply, answer);
    },
  });
}

/** The caller is looked at anew: who lost a right while the body was on its way does not use it any more. */
async function requireSameRights(operation: OperationShape, request: FastifyRequest, authenticate: Authenticate): Promise<void> {
  const [before, now] = [request.viewer, await authenticate(request)];
  requireAccess(operation.access, now);
  const same = before?.kind === 'user' && now?.kind === 'user' ? seesSame(before.locations, now.locations) : before?.kind === now?.kind;
  if (!same) throw problems.forbidden('Your rights changed while this was on its way. Load it again.');
}

function seesSame(one: UserViewer['locations'], other: UserViewer['locations']): boolean {
  if (one === 'all' || other === 'all') return one === other;
  return one.size === other.size && [...one].every(id => other.has(id));
}

function finish(operation: OperationShape, reply: FastifyReply, answer: unknown) {
  if (reply.sent || operation.ok.bytes) return answer ?? reply;
  if (reply.statusCode === 200) reply.code(operation.ok.status);
  const tag = tagOfAnswer(answer);
  if (tag) reply.header('etag', tag);
  return operation.ok.schema ? answer : reply.send();
}

function requireNoQuery(operation: OperationShape, query: unknown): void {
  const [name] = operation.query ? [] : Object.keys((query ?? {}) as object);
  if (name !== undefined)
    throw problems.invalid(`${name}: is not a parameter here.`, { errors: [{ path: name, message: 'is not a parameter here' }] });
}

/** What nobody reads would be lost without a word. */
function requireNoBody(operation: OperationShape, body: unknown): void {
  if (operation.body || operation.consumes || body === undefined || body === null) return;
  throw problems.invalid('This operation takes no body.');
}

function checkedParams(operation: OperationShape, request: FastifyRequest): unknown {
  if (!operation.params) return undefined;
  const parsed = operation.params.safeParse(request.params);
  if (!parsed.success) throw problems.notFound('There is nothing at this address.');
  return parsed.data;
}

const consumed = {
  multipart: ['multipart/form-data'],
  picture: ['image/jpeg', 'image/png', 'image/webp'],
  tus: ['application/offset+octet-stream'],
};

function schemaOf(id: OperationId, operation: OperationShape) {
  return {
    operationId: documentedId(id),
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.access === 'public' ? { security: [] } : {}),
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: operation.body } : {}),
    ...(operation.consumes ? { consumes: consumed[operation.consumes] } : {}),
    response: responses(operation),
  };
}
