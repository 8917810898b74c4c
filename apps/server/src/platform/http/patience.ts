import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problems } from '../errors.ts';

/** How long a body that is read as a whole may take to arrive, ms. Uploads have their own, between one byte and the next. */
const forBody = 30_000;
/** What is still read of a refused body, so that the caller gets to see the answer: then the line is cut. */
const drained = { ms: 10_000, bytes: 32 * 2 ** 20 };

/** Ends bodies that trickle in for ever. Uploads, which are streams, are let through. */
export function endSlowBodies(http: FastifyInstance, limit = forBody): void {
  http.addHook('preParsing', async (request, reply) => {
    const { consumes } = (request.routeOptions.schema ?? {}) as { consumes?: readonly string[] };
    if (consumes || request.raw.readableEnded) return;
    const timer = setTimeout(() => {
      if (reply.sent) return;
      reply.header('connection', 'close').send(problems.slow('The body did not arrive in time.'));
      drain(request);
    }, limit).unref();
    request.raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  });
}

/** Reads and throws away what is still coming, for a while. */
export function drain(request: FastifyRequest): void {
  const { raw } = request;
  let bytes = 0;
  const cut = () => raw.destroy();
  const timer = setTimeout(cut, drained.ms).unref();
  raw.unpipe();
  raw.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > drained.bytes) cut();
  });
  raw.once('close', () => clearTimeout(timer));
  raw.resume();
}
