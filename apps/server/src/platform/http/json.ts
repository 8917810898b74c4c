import type { FastifyInstance, FastifyRequest } from 'fastify';
import secureJson from 'secure-json-parse';
import { problems } from '../errors.ts';

/** Deeper than anything the API takes, and shallow enough for every parser. */
const deepest = 64;

/** Reads JSON bodies as strictly as they can be read: what two parsers could take for different things is refused. */
export function readStrictJson(http: FastifyInstance): void {
  http.removeContentTypeParser('application/json');
  http.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    const text = decoded(bytes);
    // Some clients name a type for a body they do not send.
    const { body } = (request.routeOptions.schema ?? {}) as { body?: unknown };
    return text === '' && !body ? undefined : strictJson(text);
  });
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problems.malformed('The body is not UTF-8.');
  }
}

/** @throws ProblemError 400 for what is no JSON, is nested too deep, names a key twice or reaches for a prototype */
export function strictJson(text: string): unknown {
  if (text.trim() === '') throw problems.malformed('The body is empty; JSON was expected.');
  const value = parsed(text);
  requireClear(text);
  return value;
}

function parsed(text: string): unknown {
  try {
    return secureJson(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    const forbidden = error instanceof Error && /forbidden prototype/.test(error.message);
    throw problems.malformed(forbidden ? 'The body has a key that no field can have.' : 'The body is not valid JSON.');
  }
}

/** Of a text that is JSON: the parser's value does not tell how deep it was, nor what stood twice. */
function requireClear(text: string): void {
  const open: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (key !== undefined) requireNew(open.at(-1), JSON.parse(key) as string);
    else if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    if (open.length > deepest) throw problems.malformed(`The body is nested deeper than ${deepest} levels.`);
  }
}

function requireNew(keys: Set<string> | undefined, key: string): void {
  const path = key.slice(0, 100);
  if (keys?.has(key)) throw problems.malformed(`The body names ${path} twice.`, { errors: [{ path, message: 'is there twice' }] });
  keys?.add(key);
}
