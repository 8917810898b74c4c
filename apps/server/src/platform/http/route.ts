import type { OperationId, OperationShape, Operations } from '@tvs/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { PlayerViewer, UserViewer, Viewer } from '../access.ts';

type Schema<Op, Key extends 'params' | 'query' | 'body'> = Op extends { [K in Key]: infer S extends z.ZodType } ? z.output<S> : undefined;

type ViewerOf<Op extends OperationShape> = Op['access'] extends 'public' | 'media'
  ? Viewer | null
  : Op['access'] extends 'player'
    ? PlayerViewer
    : UserViewer;

/** One call of an operation, its parts already validated and its caller already known. */
export interface Call<Id extends OperationId> {
  viewer: ViewerOf<Operations[Id]>;
  params: Schema<Operations[Id], 'params'>;
  query: Schema<Operations[Id], 'query'>;
  body: Schema<Operations[Id], 'body'>;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Answer<Op extends OperationShape> = Op['ok']['schema'] extends z.ZodType ? z.output<Op['ok']['schema']> : unknown;

type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Operations[Id]>> | Answer<Operations[Id]>;

/** An operation's handler; `guard` refuses by location before the body is read (order of refusal). */
export type Route<Id extends OperationId> =
  | Handler<Id>
  | { guard: (viewer: ViewerOf<Operations[Id]>, params: Schema<Operations[Id], 'params'>) => Promise<void>; handle: Handler<Id> };

export type Routes<Ids extends OperationId = OperationId> = { [Id in Ids]: Route<Id> };

/** The operations of one feature, by the prefix of their names. */
export type FeatureRoutes<Prefix extends string> = Routes<Extract<OperationId, `${Prefix}.${string}`>>;
