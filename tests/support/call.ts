import type { TestApp } from './app.ts';
import type { ApiOperation } from './document.ts';

export interface Sent {
  params?: Record<string, string | number>;
  query?: Record<string, string> | string;
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed, where the answer is JSON. */
  json: unknown;
}

/** The address of an operation, its parameters filled in. */
export function addressOf({ path }: ApiOperation, { params = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '1')));
  const search = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  return `/api${filled}${search ? `?${search}` : ''}`;
}

const isRaw = (body: unknown) => typeof body === 'string' || body instanceof Uint8Array;

/** Calls an operation as a client would; a body of text or bytes is sent as it stands. */
export async function call(app: TestApp, operation: ApiOperation, sent: Sent, token: string | null): Promise<Answered> {
  const body = sent.form ?? (sent.body === undefined || isRaw(sent.body) ? sent.body : JSON.stringify(sent.body));
  const response = await fetch(app.url + addressOf(operation, sent), {
    method: operation.method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || sent.form ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(body === undefined ? {} : { body: body as BodyInit }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson && text !== '' ? JSON.parse(text) : null };
}
