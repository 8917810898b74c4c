import type { Content } from '@tvs/protocol';
import { newKey } from '../../api/once.ts';
import { type Failure, toProblem } from '../../api/problem.ts';
import { session } from '../../api/session.ts';
import { broken } from './patience.ts';
import { sendResumable } from './resumable.ts';

export interface Handlers {
  onProgress: (sent: number) => void;
  /** The line is broken or the server in trouble; it goes on by itself. */
  onWaiting: () => void;
  onDone: (content: Content) => void;
  onFailed: (failure: Failure) => void;
}

/** Gives it up; with `keep` what has arrived stays on the server, to go on there. */
export type Stop = (keep?: boolean) => void;

/** Bytes from which on a broken line costs more than the two requests that resuming takes. */
export const worthResuming = 8 * 2 ** 20;

/** Sends one file, a large one so that it can be resumed; answers how to stop. */
export function sendFile(file: File, handlers: Handlers): Stop {
  return file.size < worthResuming ? sendAtOnce(file, handlers) : sendResumable(file, handlers);
}

/** Of files whose answer is open: tried again, by the browser or by hand, each is kept once. */
const keys = new WeakMap<File, string>();

/** XMLHttpRequest, because fetch doesn't tell how much of a body is sent. */
function sendAtOnce(file: File, handlers: Handlers): Stop {
  const { onProgress, onDone, onFailed } = handlers;
  const request = new XMLHttpRequest();
  request.open('POST', '/api/content/upload');
  request.responseType = 'text';
  const token = session.token();
  if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
  const key = keys.get(file) ?? newKey();
  keys.set(file, key);
  request.setRequestHeader('Idempotency-Key', key);
  let whole = false;
  let stop: Stop = () => request.abort();
  request.upload.onprogress = event => onProgress(Math.min(event.loaded, file.size));
  request.upload.onload = () => {
    whole = true;
  };
  request.onerror = () => {
    // What went away whole may have arrived: sent in parts, it could be there twice.
    if (whole) return onFailed(broken);
    handlers.onWaiting();
    stop = sendResumable(file, handlers);
  };
  request.onload = () => {
    const body = parse(request.responseText);
    if (request.status === 201) {
      // The same file once more is another wish.
      keys.delete(file);
      onDone(body as Content);
    } else if (request.status === 401) {
      session.lapse(token);
      onFailed(toProblem(body));
    } else onFailed(toProblem(body));
  };
  const form = new FormData();
  form.append('file', file, file.name);
  request.send(form);
  return keep => stop(keep);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
