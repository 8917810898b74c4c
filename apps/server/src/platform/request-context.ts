import { AsyncLocalStorage } from 'node:async_hooks';
import type { Wish } from './http/idempotency-key.ts';
import type { Precondition } from './http/if-match.ts';

/** What belongs to the request being answered and is needed far below its handler. */
export interface RequestContext {
  request_id: string;
  /** What `If-Match` says; taken away once it was found to hold. */
  precondition: Precondition | null;
  /** Throws unless the caller still may what it might when the request began: its body can be hours on the way. Once. */
  recheck: (() => Promise<void>) | null;
  /** What its `Idempotency-Key` stands for; written down with the first change. */
  wish: Wish | null;
}

/** Empty outside of a request: in jobs, timers and sockets. */
export const requestContext = new AsyncLocalStorage<RequestContext>();
