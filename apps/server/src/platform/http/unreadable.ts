import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type ProblemError, problems } from '../errors.ts';
import { problemBody } from './problem-handler.ts';

/** What is sent for bytes that never became a request: the parser gave up, so there is no reply to send it with. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  // The caller has gone, or is in the middle of an answer: nothing can be said any more.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const problem = (byParserCode[error.code ?? ''] ?? unreadable)();
  const body = JSON.stringify(problemBody(problem, crypto.randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** What Fastify refuses before there is a route: an address that can not be decoded, or is too long. */
export function answerUnroutable(_error: Error, request: { id: string }, reply: { raw: ServerResponse<IncomingMessage> }): void {
  const problem = problems.malformed('The address can not be read.');
  const body = JSON.stringify(problemBody(problem, request.id));
  reply.raw
    .writeHead(problem.status, {
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}

const unreadable = () => problems.malformed('This is not an HTTP request.');

const byParserCode: Record<string, (() => ProblemError) | undefined> = {
  HPE_HEADER_OVERFLOW: () => problems.headersTooLarge('The headers are larger than 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: () => problems.slow('The request did not arrive in time.'),
};
