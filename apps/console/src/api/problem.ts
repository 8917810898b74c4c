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

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error && 'detail' in error;
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
