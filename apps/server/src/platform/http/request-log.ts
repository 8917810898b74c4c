import type { FastifyInstance } from 'fastify';

/** Requests slower than this are worth a line of their own, ms. */
const slow = 1000;

/** One line for each answer: quietly as a rule, aloud when it was slow or went wrong. */
export function logRequests(http: FastifyInstance): void {
  http.addHook('onResponse', async (request, reply) => {
    const took = Math.round(reply.elapsedTime);
    const line = { method: request.method, path: request.url.split('?')[0], status: reply.statusCode, ms: took, ip: request.ip };
    if (took > slow && !isTransfer(request.url)) request.log.warn(line, 'a slow request');
    else request.log.debug(line, 'request');
  });
}

/** Files take as long as the network does. */
function isTransfer(url: string): boolean {
  return /^\/api\/content\/(upload|\d+\/file)/.test(url);
}
