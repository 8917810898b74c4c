import type { Content } from '@tvs/protocol';
import { type Failure, toProblem } from '../../api/problem.ts';
import { session } from '../../api/session.ts';

interface Handlers {
  onProgress: (sent: number) => void;
  onDone: (content: Content) => void;
  onFailed: (failure: Failure) => void;
}

/** Sends one file; answers how to stop. XMLHttpRequest, because fetch doesn't tell how much of a body is sent. */
export function sendFile(file: File, { onProgress, onDone, onFailed }: Handlers): () => void {
  const request = new XMLHttpRequest();
  request.open('POST', '/api/content/upload');
  request.responseType = 'text';
  const token = session.token();
  if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
  request.upload.onprogress = event => onProgress(Math.min(event.loaded, file.size));
  request.onerror = () => onFailed({ status: 0, code: 'network', title: 'network', detail: '' });
  request.onload = () => {
    const body = parse(request.responseText);
    if (request.status === 201) onDone(body as Content);
    else if (request.status === 401) {
      session.end();
      onFailed(toProblem(body));
    } else onFailed(toProblem(body));
  };
  const form = new FormData();
  form.append('file', file, file.name);
  request.send(form);
  return () => request.abort();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
