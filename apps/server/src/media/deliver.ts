import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problems } from '../platform/errors.ts';
import { inline } from './filename.ts';
import { namesTag, parseRange } from './range.ts';

export interface Delivery {
  sha256: string;
  mime_type: string;
  /** Under which it is saved. */
  filename: string;
  /** Bytes, where that is known. */
  size: number | null;
  /** Seconds the caller may keep it without asking. */
  maxAge: number;
}

// A page from a stranger gets no origin: it can't read this server's, whatever it runs.
const pagePolicy =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; connect-src data:; frame-src data:; img-src data: blob: https:; media-src data: blob: https:; font-src data: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
const otherPolicy = "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
const chunk = 256 * 1024;

/**
 * Answers with a stored file or the part of it that was asked for. The name is the content's hash, so it never changes:
 * strong tag, immutable.
 */
export async function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, behindProxy, ...delivery }: Delivery & { path: string; behindProxy: boolean },
): Promise<FastifyReply> {
  const tag = `"${delivery.sha256}"`;
  const handedOver = accelerated(request, path, behindProxy);
  if (handedOver) {
    describe(reply, tag, delivery);
    if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply.header('x-accel-redirect', handedOver).send();
  }
  const handle = await open(path).catch((error: unknown) => {
    request.log.error({ err: error, sha256: delivery.sha256 }, 'a stored file can not be opened');
    throw problems.notFound('The file of this content is missing on the server.');
  });
  try {
    const piece = await smallPiece(request, handle, tag, delivery.size);
    const size = piece ? piece.size : (await handle.stat()).size;
    const range = piece ? piece.range : rangeFor(request, tag, size);
    if (range === 'outside') {
      reply.header('content-range', `bytes */${size}`);
      throw problems.range(`The file has ${size} bytes.`);
    }
    describe(reply, tag, delivery);
    if (namesTag(request.headers['if-none-match'], tag)) {
      await handle.close();
      return reply.code(304).send();
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    reply.header('content-length', end - start + 1);
    if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
    if (request.method === 'HEAD' || piece) {
      await handle.close();
      return reply.send(piece?.bytes ?? Readable.from([]));
    }
    // Closes the file when it is read, and when the caller goes away.
    return reply.send(handle.createReadStream({ start, end, highWaterMark: chunk }));
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

/**
 * What players mostly ask for is worth one reading and no stream. `null` for what is longer, and when the file is not as long
 * as it should be: then its own length counts.
 */
async function smallPiece(request: FastifyRequest, handle: FileHandle, tag: string, size: number | null) {
  const range = size === null ? null : rangeFor(request, tag, size);
  if (size === null || range === null || range === 'outside') return null;
  const length = range.end - range.start + 1;
  if (length > chunk) return null;
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, range.start);
  return bytesRead === length ? { bytes: buffer, range, size } : null;
}

/**
 * Where nginx in front says so, it sends the file itself: the header `X-TVS-Accel` holds the internal location that stands for
 * the media folder; without a proxy (TRUST_PROXY) it counts for nothing. Who sends the header past nginx only gets an empty answer
 * instead of a file that was his to have. What depends on our tag (`If-Range`) is answered here, because nginx knows only its own.
 */
function accelerated(request: FastifyRequest, path: string, behindProxy: boolean): string | null {
  const { 'x-tvs-accel': location, 'if-range': condition } = request.headers;
  if (!behindProxy || typeof location !== 'string' || condition !== undefined || !/^\/[\w-]+\/$/.test(location)) return null;
  return location + path.split('/').slice(-3).join('/');
}

function rangeFor(request: FastifyRequest, tag: string, size: number) {
  if (request.method !== 'GET') return null;
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== tag) return null;
  return parseRange(request.headers.range, size);
}

function describe(reply: FastifyReply, tag: string, { mime_type, filename, maxAge }: Delivery): void {
  reply
    .type(mime_type === 'text/html' ? 'text/html; charset=utf-8' : mime_type)
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', `private, max-age=${maxAge}, immutable`)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', inline(filename))
    .header('content-security-policy', mime_type === 'text/html' ? pagePolicy : otherPolicy);
}
