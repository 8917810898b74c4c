import type { Problem } from '@tvs/protocol';

/** A problem as the console uses it; `status` 0 means that no answer came. */
export type Failure = Pick<Problem, 'status' | 'code' | 'detail' | 'title'> & Partial<Problem>;

/** What went wrong, whatever was thrown: a problem document, a broken network, or something unforeseen. */
export function toProblem(error: unknown): Failure {
  if (isProblem(error)) return error;
  if (error instanceof TypeError) return { status: 0, code: 'network', title: 'network', detail: '' };
  // openapi-fetch throws the body: a proxy without an upstream answers with none or with plain text.
  if (error === undefined || error === null || typeof error === 'string')
    return { status: 0, code: 'network', title: 'network', detail: '' };
  return { status: 500, code: 'unknown', title: 'unknown', detail: error instanceof Error ? error.message : '' };
}

/** What was on the page was deleted, or isn't this user's to see any more. */
export function isGone(error: unknown): boolean {
  return error !== null && error !== undefined && toProblem(error).status === 404 && !isUnknownOperation(error);
}

/** The server doesn't know what was asked of it: it is of another version than this page. */
export function isUnknownOperation(error: unknown): boolean {
  return toProblem(error).code === 'unknown_operation';
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error && 'detail' in error;
}

/** Whether it can be what was asked for: a proxy may send a page of its own, or nothing, in its place. */
export function isAnswer({ status, headers }: Response): boolean {
  return status === 204 || (/json|csv/.test(headers.get('content-type') ?? '') && headers.get('content-length') !== '0');
}

/** Whether this server refused it: a proxy in between may want a sign-in of its own. */
export function isRefusal({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') === true;
}

/** Field errors by name, as a form takes them: `/items/0/duration`, `body.name` and `name` all name their field. */
export function fieldErrors(failure: Failure): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path, message } of failure.errors ?? []) {
    const name = path
      .replace(/^\/?(body[./]|\/)?/, '')
      .split(/[./]/)
      .join('.');
    if (name && !(name in fields)) fields[name] = message;
  }
  return fields;
}
