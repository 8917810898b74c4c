import { createHash } from 'node:crypto';
import type { OperationShape } from '@tvs/protocol';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../access.ts';
import { problems } from '../errors.ts';

/** How long a key is known, ms. */
export const keyKept = 86_400_000;

/** What one sending of a keyed request wants done once. */
export interface Wish {
  /** Hash of user, operation, path and key: who may ask for the answer again, and by what. */
  name: string;
  /** Hash of the body and of `If-Match`; of bodies that are files, of their length. */
  says: string;
  /** Opens the answer that is kept: the key as it was sent, and what its sender may. Who may less now is not told what they could see then. */
  opener: string;
  /** What the change was about, as its trace in the audit log says; known within its transaction. */
  about: { resource: string; id: number | null } | null;
  /** Whether a change was committed, and the wish with it. */
  kept: boolean;
}

/** Token characters and what is in base64, UUIDs and paths. Two headers would be joined by a comma: that is no key. */
const wellFormed = /^[\w.~:+/=-]{1,255}$/;

/**
 * What the request's `Idempotency-Key` asks for, where the operation knows of it; the quotation marks that
 * draft-ietf-httpapi-idempotency-key-header writes around it may be left out. Throws 400 for what is no key.
 */
export function wishOf(operation: OperationShape, request: FastifyRequest, viewer: Viewer | null): Wish | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined || operation.once === undefined || viewer?.kind !== 'user') return null;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!wellFormed.test(key)) {
    const message = 'must be 1 to 255 letters, digits and . _ ~ : + / = -';
    throw problems.invalid(`Idempotency-Key ${message}.`, { errors: [{ path: 'Idempotency-Key', message }] });
  }
  if (operation.consumes && request.headers['content-length'] === undefined) {
    const message = 'needs a Content-Length here: by it one file is told from another';
    throw problems.invalid(`Idempotency-Key ${message}.`, { errors: [{ path: 'Idempotency-Key', message }] });
  }
  const said = operation.consumes ? (request.headers['content-length'] ?? null) : (request.body ?? null);
  return {
    name: hash([viewer.user_id, operation.method, request.url.split('?')[0], key]),
    says: hash([said, request.headers['if-match'] ?? null]),
    opener: hash([key, viewer.role, viewer.locations === 'all' ? 'all' : [...viewer.locations].sort((a, b) => a - b)]),
    about: null,
    kept: false,
  };
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
