import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problems } from '../platform/errors.ts';
import { inline } from './filename.ts';
import { namesTag, parseRange, type Range } from './range.ts';
import { MissingFile, type Store } from './store/store.ts';

export interface Delivery {
  sha256: string;
  mime_type: string;
  /** Under which it is saved. */
  filename: string;
  /** Bytes, where that is known. */
  size: number | null;
  /** Seconds the caller may keep it without asking. */
  maxAge: number;
  /** Seconds that the address opens it for everyone; `null` when it took a token. */
  signedFor: number | null;
}

/** Seconds that nginx may go by our word of what a signed address opens: for so long a removed file's address may still work. */
const mostTrusted = 30;

// A page from a stranger gets no origin: it can't read this server's, whatever it runs.
const pagePolicy =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; connect-src data:; frame-src data:; img-src data: blob: https:; media-src data: blob: https:; font-src data: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
const otherPolicy = "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * Answers with a stored file or the part of it that was asked for. The name is the content's hash, so it never changes:
 * strong tag, immutable. To nginx's question which file a signed address opens (`X-TVS-Accel: which`) the answer is its name below
 * the media folder, without the file, and how long that may be relied on.
 */
export async function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, behindProxy, signedFor, ...delivery }: Delivery & { store: Store; behindProxy: boolean },
): Promise<FastifyReply> {
  const { sha256 } = delivery;
  const tag = `"${sha256}"`;
  const below = store.below(sha256);
  if (behindProxy && request.headers['x-tvs-accel'] === 'which') {
    if (below === null || signedFor === null)
      throw problems.forbidden('Only files of a folder, by their signed addresses, are answered so.');
    describe(reply, tag, delivery);
    return reply.header('x-tvs-file', below).header('x-accel-expires', Math.min(signedFor, mostTrusted)).send();
  }
  const held = namesTag(request.headers['if-none-match'], tag);
  const handedOver = accelerated(request, below, behindProxy);
  if (handedOver) {
    describe(reply, tag, delivery);
    if (held) return reply.code(304).send();
    return reply.header('x-accel-redirect', handedOver).send();
  }
  const asked: { range: Range | null } = { range: null };
  const choose = (size: number): Range | null => {
    const range = rangeFor(request, tag, size);
    if (range === 'outside') {
      reply.header('content-range', `bytes */${size}`);
      throw problems.range(`The file has ${size} bytes.`);
    }
    asked.range = range;
    return held || request.method === 'HEAD' ? null : (range ?? { start: 0, end: size - 1 });
  };
  const { size, body } = await store.read(sha256, delivery.size, choose).catch((error: unknown) => {
    if (!(error instanceof MissingFile)) throw error;
    request.log.error({ err: error, sha256 }, 'a stored file can not be opened');
    throw problems.notFound('The file of this content is missing on the server.');
  });
  describe(reply, tag, delivery);
  if (held) return reply.code(304).send();
  const { start, end } = asked.range ?? { start: 0, end: size - 1 };
  reply.header('content-length', end - start + 1);
  if (asked.range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return reply.send(body ?? Readable.from([]));
}

/**
 * Where nginx in front says so, it sends the file itself: the header `X-TVS-Accel` holds the internal location that stands for
 * the media folder; without a proxy (TRUST_PROXY) it counts for nothing. Who sends the header past nginx only gets an empty answer
 * instead of a file that was his to have. What depends on our tag (`If-Range`) is answered here, because nginx knows only its own.
 */
function accelerated(request: FastifyRequest, below: string | null, behindProxy: boolean): string | null {
  const { 'x-tvs-accel': location, 'if-range': condition } = request.headers;
  if (!behindProxy || below === null || typeof location !== 'string' || condition !== undefined || !/^\/[\w-]+\/$/.test(location))
    return null;
  return location + below;
}

function rangeFor(request: FastifyRequest, tag: string, size: number) {
  if (request.method !== 'GET') return null;
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== tag) return null;
  return parseRange(request.headers.range, size);
}

function describe(reply: FastifyReply, tag: string, { mime_type, filename, maxAge }: Omit<Delivery, 'signedFor'>): void {
  reply
    .type(mime_type === 'text/html' ? 'text/html; charset=utf-8' : mime_type)
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', `private, max-age=${maxAge}, immutable`)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', inline(filename))
    .header('content-security-policy', mime_type === 'text/html' ? pagePolicy : otherPolicy);
}
