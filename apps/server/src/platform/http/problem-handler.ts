import { fieldErrors, type Problem } from '@tvs/protocol';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ProblemError, problems } from '../errors.ts';

/** Turns whatever was thrown into RFC 9457 problem+json; the unknown is logged and masked. */
export function handleProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, problems.unknownOperation('There is nothing at this address.')));
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ProblemError): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.extra.retry_after) reply.header('retry-after', String(problem.extra.retry_after));
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problemBody(problem, request.id));
}

/** The refusal as RFC 9457 writes it. */
export function problemBody({ code, title, status, message, extra }: ProblemError, request_id: string): Problem {
  return { type: `/problems/${code}`, title, status, detail: message, code, ...extra, request_id };
}

function toProblem(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return fromSchema(error);
  const known = byFastifyCode[error.code];
  if (known) return known();
  if (error.statusCode === 429) return problems.tooMany(error.message);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return problems.malformed(error.message);
  return bySystemCode[error.code]?.() ?? problems.internal('The error was noted under this request id.');
}

/** What a database, a disk or a network says by its code. */
const bySystemCode: Record<string, (() => ProblemError) | undefined> = {
  ...same(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'], () => problems.diskFull('There is no room left on the server.')),
  ...same(['EROFS', 'SQLITE_BUSY', 'SQLITE_READONLY', 'ECONNREFUSED', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT'], () =>
    problems.unavailable('The server can not write at the moment; nothing was changed.'),
  ),
  // The connection broke: whether the change was kept is not known.
  ...same(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN'], () =>
    problems.unavailable('The connection to the database broke. Look whether the change was kept, then try again.'),
  ),
  ...same(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE'], () => problems.taken('Someone else has just taken this name.')),
  ...same(['ER_ROW_IS_REFERENCED_2', 'ER_NO_REFERENCED_ROW_2', 'SQLITE_CONSTRAINT_FOREIGNKEY'], () =>
    problems.conflict('Something this refers to, or that refers to this, has just changed. Load it again.'),
  ),
};

function same<T>(names: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(names.map(name => [name, value]));
}

const byFastifyCode: Record<string, (() => ProblemError) | undefined> = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => problems.malformed('The body is not valid JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problems.malformed('The body is empty; JSON was expected.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problems.wrongType('This content type is not taken here; send application/json.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => problems.tooLarge('The body is larger than 1 MiB.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => problems.malformed('The body is not as long as its Content-Length says.'),
};

interface SchemaError {
  validationContext?: string | undefined;
  validation: { instancePath: string; message?: string | undefined; params?: Record<string, unknown> }[];
}

/** 400 where the shape is wrong; the message names every field. */
function fromSchema(error: SchemaError): ProblemError {
  if (error.validationContext === 'params') return problems.notFound('There is nothing at this address.');
  const errors = fieldErrors(
    error.validation.map(({ instancePath, message = 'is not valid', params = {} }) => ({
      path: instancePath.split('/').filter(key => key !== ''),
      message,
      keys: Array.isArray(params.keys) ? params.keys.map(String) : undefined,
    })),
  );
  const whole = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body');
  const first = errors[0];
  const detail = first ? `${first.path || `The ${whole}`} ${first.message}.` : 'The request does not fit its schema.';
  return error.validationContext === 'body' && errors.length > 0 && !isShape(error)
    ? problems.rule(detail, { errors })
    : problems.invalid(detail, { errors });
}

/** Shape problems (a type, a missing or unknown key) are 400; values that break a rule are 422. */
function isShape(error: SchemaError): boolean {
  return error.validation.some(issue => 'keyword' in issue && (issue.keyword === 'invalid_type' || issue.keyword === 'unrecognized_keys'));
}
