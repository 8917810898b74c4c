import { z } from 'zod';
import { Problem } from './problem.ts';

/**
 * Who may call an operation. A role includes those above it (viewer < manager < admin); `player` is a player's own
 * token; `media` is a signed URL, a user's or a player's token that may see the file. Locations are checked besides.
 */
export type Access = 'public' | 'viewer' | 'manager' | 'admin' | 'player' | 'media';

/** Tables whose rows say when they were last changed: what `If-Match` can speak of. */
export type Versioned =
  | 'users'
  | 'locations'
  | 'content'
  | 'campaigns'
  | 'schedules'
  | 'players'
  | 'editorials'
  | 'editorial_items'
  | 'settings';

export interface OperationShape {
  method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Under `/api`, with `:name` parameters. */
  path: string;
  access: Access;
  tag: string;
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** `multipart`: read as a stream, not parsed. `picture`: the bytes of an image are the whole body. `tus`: bytes that the tus protocol's headers describe. */
  consumes?: 'multipart' | 'picture' | 'tus';
  /** The answer when it went well: status and schema; a null schema is no body or bytes. */
  ok: { status: 200 | 201 | 204; schema: z.ZodType | null; bytes?: boolean };
  /** Answers of other statuses that are no problem documents. */
  also?: Readonly<Record<number, z.ZodType>>;
  /** Statuses beside 400, 401, 403 and 404 that a caller should expect. */
  problems?: readonly number[];
  /** `If-Match` counts: the row, named by the path's last parameter (else the caller's own), must be as its `ETag` says. */
  versioned?: Versioned;
  /**
   * Done once for one `Idempotency-Key`, however often it was sent. Names the operation that shows what came of it, for whom
   * the first answer was lost with the server; `null` where nothing but that answer could say it (a key, a list).
   */
  once?: string | null;
}

/** Declares one operation; the OpenAPI document, the routes, the clients and the authorisation tests come from it. */
export function op<const T extends OperationShape>(shape: T): T {
  return shape;
}

const always = [400, 401, 403, 404, 429, 500] as const;

/** Every answer an operation may give, by status. */
export function responses(operation: OperationShape): Record<number, z.ZodType> {
  const ok = operation.ok.schema ?? z.any().describe(operation.ok.bytes ? 'The bytes of the file' : 'No body');
  const all: Record<number, z.ZodType> = { [operation.ok.status]: ok };
  const keyed = operation.once === undefined ? [] : [409, 422];
  const refusals = [...always, ...(operation.problems ?? []), ...(operation.versioned ? [412] : []), ...keyed];
  for (const status of refusals) all[status] = Problem;
  return { ...all, ...operation.also };
}

/** 204, nothing to read. */
export const none = { status: 204, schema: null } as const;
/** 200 with a body. */
export const got = <T extends z.ZodType>(schema: T) => ({ status: 200, schema }) as const;
/** 201 with the whole resource. */
export const made = <T extends z.ZodType | null>(schema: T) => ({ status: 201, schema }) as const;
