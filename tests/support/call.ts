import { Agent, type RequestOptions, request } from 'node:http';
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

const isRaw = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array;

/** As a client would keep it; the tests ask by the ten thousand, and `fetch` takes thrice the time of this. */
const connections = new Agent({ keepAlive: true });

/** Calls an operation as a client would; a body of text or bytes is sent as it stands. */
export async function call(app: TestApp, operation: ApiOperation, sent: Sent, token: string | null): Promise<Answered> {
  const form = sent.form && new Response(sent.form);
  const type = form ? form.headers.get('content-type') : sent.body === undefined ? null : 'application/json';
  const given = isRaw(sent.body) || sent.body === undefined ? sent.body : JSON.stringify(sent.body);
  const body = form ? new Uint8Array(await form.arrayBuffer()) : given;
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(type === null ? {} : { 'content-type': type }),
    // Said here: Node says nothing of the body of a DELETE.
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    ...sent.headers,
  };
  const answer = await exchange(app.url + addressOf(operation, sent), { method: operation.method, headers, agent: connections }, body);
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { ...answer, json: isJson && answer.text !== '' ? JSON.parse(answer.text) : null };
}

function exchange(url: string, options: RequestOptions, body: string | Uint8Array | undefined): Promise<Omit<Answered, 'json'>> {
  return new Promise((resolve, reject) => {
    const asking = request(url, options, answer => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const headers = new Headers();
        for (const [name, values = []] of Object.entries(answer.headersDistinct)) for (const value of values) headers.append(name, value);
        resolve({ status: answer.statusCode ?? 0, headers, text: Buffer.concat(parts).toString() });
      });
    });
    asking.once('error', reject);
    asking.end(body);
  });
}
