import type { FastifyRequest } from 'fastify';
import { ChecksumError } from '../../media/resumable.ts';
import { ProblemError, problems } from '../../platform/errors.ts';

/** What the tus server refuses with, as a problem document: its own refusals by status, ours and the disk's as they were thrown. */
export function asTusProblem(thrown: unknown, status: number, text: string, request: FastifyRequest): unknown {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof ChecksumError) return problems.checksum('The bytes that came are not those that were sent; none were kept.');
  if (thrown instanceof Error && 'code' in thrown && thrown.code) return thrown;
  const words = text.trim().split('\n')[0] ?? '';
  const known = byStatus[status];
  if (known) return known(words);
  request.log.error({ err: thrown, status }, 'an upload failed');
  return problems.internal('The error was noted under this request id.');
}

/** Whether it is ours to answer for, or the disk's; else the line broke, and nobody is there to be answered. */
export function isOurs(thrown: unknown): boolean {
  if (thrown instanceof ProblemError || thrown instanceof ChecksumError) return true;
  return thrown instanceof Error && 'syscall' in thrown && thrown.syscall !== 'read';
}

const byStatus: Record<number, ((words: string) => ProblemError) | undefined> = {
  400: problems.malformed,
  // A header that is missing, to this protocol.
  403: problems.malformed,
  404: () => problems.notFound('There is no such upload, or it has expired.'),
  409: problems.conflict,
  410: problems.gone,
  412: () => problems.tusVersion('Send Tus-Resumable: 1.0.0.'),
  413: problems.tooLarge,
  415: problems.wrongType,
  501: problems.malformed,
};
