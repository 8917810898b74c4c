import { PassThrough } from 'node:stream';
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import type { Server } from '@tus/server';
import type { FastifyRequest } from 'fastify';

type WebRequest = Parameters<Server['handleWeb']>[0];

/** The bytes of a request, past the tus server: its five streams in a row cost as much as hashing. */
export interface Body {
  bytes: PassThrough;
  /** How many were announced; 0 when none were. */
  announced: number;
  /** Lets go of the rest: what came so far is all. */
  cut(): void;
  /** Tells the tus server that all was read. */
  end(): void;
}

/**
 * A request as the tus server wants it. A body of type `bytesType` is none of its business: it gets one that is empty and stays
 * open, so that it can still end it when another request wants its turn; what is in the real one is read from `body`.
 */
export function asWebRequest(request: FastifyRequest, bytesType: string): { web: WebRequest; body: Body | null } {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  let controller: ReadableStreamDefaultController | null = null;
  const empty = new ReadableStream({
    start: given => {
      controller = given;
    },
    cancel: () => {
      controller = null;
    },
  });
  const hasBytes = headers.get('content-type') === bytesType;
  const web = new Request(`http://tvs${request.url.split('?')[0]}`, {
    method: request.method,
    headers,
    ...(hasBytes ? { body: empty as NonNullable<RequestInit['body']>, duplex: 'half' } : {}),
  } as RequestInit);
  const end = () => {
    controller?.close();
    controller = null;
  };
  return { web, body: hasBytes ? { ...bodyOf(request), end } : null };
}

/**
 * The body, one step away from the line: a stream that nobody reads any more would hold the line for ever, so that the caller's
 * next request on it never came. This one is let go by `unpipe`.
 */
function bodyOf({ raw, headers }: FastifyRequest): Omit<Body, 'end'> {
  // By the piece, as they came: whoever reads bytes gets all that wait, copied into one.
  const bytes = new PassThrough({ readableObjectMode: true, readableHighWaterMark: 4 });
  raw.once('close', () => {
    if (!raw.readableEnded) bytes.destroy(new Error('the line broke'));
  });
  // It is reported where the bytes are read, if they are.
  bytes.on('error', () => undefined);
  raw.pipe(bytes);
  const cut = () => {
    raw.unpipe(bytes);
    bytes.end();
  };
  return { bytes, announced: Number(headers['content-length'] ?? 0), cut };
}
