import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Server } from '@tus/server';
import type { FastifyRequest } from 'fastify';

type WebRequest = Parameters<Server['handleWeb']>[0];

/** A request as the tus server wants it; a body of type `bytesType` is read as it comes. */
export function asWebRequest(request: FastifyRequest, bytesType: string): WebRequest {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  const body = headers.get('content-type') === bytesType ? (Readable.toWeb(bodyOf(request)) as ReadableStream) : null;
  return new Request(`http://tvs${request.url.split('?')[0]}`, {
    method: request.method,
    headers,
    ...(body ? { body: body as NonNullable<RequestInit['body']>, duplex: 'half' } : {}),
  } as RequestInit);
}

/**
 * The body, one step away from the line: a web stream that nobody reads any more would hold the line for ever, so that the
 * caller's next request on it never came. This one is let go by `unpipe`.
 */
function bodyOf({ raw }: FastifyRequest): Readable {
  const body = new PassThrough({ highWaterMark: 256 * 1024 });
  raw.once('close', () => {
    if (!raw.readableEnded) body.destroy(new Error('the line broke'));
  });
  return raw.pipe(body);
}
