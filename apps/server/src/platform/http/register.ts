import { type OperationId, type OperationShape, operations, responses } from '@tvs/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPolicy, requireAccess, type UserViewer, type Viewer } from '../access.ts';
import { problems } from '../errors.ts';
import { requestContext } from '../request-context.ts';
import { documentedId } from './complete.ts';
import { wishOf } from './idempotency-key.ts';
import { preconditionOf, tagOfAnswer } from './if-match.ts';
import type { Answer, Once } from './once.ts';
import { drain } from './patience.ts';
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
export function registerOperations(app: FastifyInstance, routes: Routes, authenticate: Authenticate, once: Once): void {
  app.decorateRequest('viewer', null);
  const routeOf = (id: string): AnyRoute => {
    const given = (routes as unknown as Record<string, AnyRoute | AnyRoute['handle'] | undefined>)[id];
    if (!given) throw new Error(`operation ${id} has no handler`);
    return typeof given === 'function' ? { handle: given } : given;
  };
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: OperationShape = operations[id];
    if (!isPolicy(operation.access)) throw new Error(`operation ${id} has no policy`);
    register(app, id, operation, { ...routeOf(id), shows: operation.once ? routeOf(operation.once) : null }, { authenticate, once });
  }
}

interface Means {
  authenticate: Authenticate;
  once: Once;
}

/** With the route that shows what came of it. */
type ShownRoute = AnyRoute & { shows: AnyRoute | null };

function register(app: FastifyInstance, id: OperationId, operation: OperationShape, route: ShownRoute, means: Means): void {
  const { authenticate } = means;
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
      const wish = wishOf(operation, request, request.viewer);
      const answer = () => requestContext.run({ request_id: request.id, precondition, recheck, wish }, async () => route.handle(call));
      if (!wish) return finish(operation, reply, await answer());
      const written = (value: unknown): Answer => {
        finish(operation, reply, value);
        const text = reply.serialize(value);
        if (typeof text !== 'string') throw new Error(`${id} is done once for a key, and answers no text`);
        return { status: reply.statusCode, text };
      };
      const shown = async (made: number) => (route.shows ? written(await show(route.shows, call, made)) : null);
      const { replayed, status, text } = await means.once(wish, async () => written(await answer()), shown);
      if (replayed && operation.consumes && !request.raw.readableEnded) drain(request);
      return sendAgain(reply, status, text, replayed);
    },
  });
}

/** What a request has made, asked for as its own caller may. */
async function show(route: AnyRoute, call: Call<OperationId>, id: number): Promise<unknown> {
  const [params, query, body] = [{ id }, undefined, undefined];
  await route.guard?.(call.viewer, params);
  return route.handle({ ...call, params, query, body } as unknown as Call<OperationId>);
}

/** JSON that is written already. */
function sendAgain(reply: FastifyReply, status: number, text: string, replayed: boolean): FastifyReply {
  const tag = tagOfAnswer(JSON.parse(text));
  if (tag) reply.header('etag', tag);
  if (replayed) reply.header('idempotent-replayed', 'true');
  return reply.code(status).type('application/json; charset=utf-8').send(text);
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
