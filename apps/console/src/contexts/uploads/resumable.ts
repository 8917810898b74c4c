import type { Content } from '@tvs/protocol';
import type { DetailedError, HttpResponse } from 'tus-js-client';
import { api } from '../../api/client.ts';
import { type Failure, toProblem } from '../../api/problem.ts';
import { session } from '../../api/session.ts';
import type { Handlers } from './send.ts';

/** Waits between tries, ms; together longer than a router needs to start again. */
const waits = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000];
const broken: Failure = { status: 0, code: 'network', title: 'network', detail: '' };

/**
 * Sends a large file so that it goes on where it stopped: after a lost network by itself, after a closed tab when the same
 * file is chosen again. Answers how to give it up, which the server is told.
 */
export function sendResumable(file: File, { onProgress, onDone, onFailed }: Handlers): () => void {
  let stopped = false;
  let stop = () => {};
  let contentId: string | undefined;

  async function start(): Promise<void> {
    const { Upload } = await import('tus-js-client');
    const upload = new Upload(file, {
      endpoint: '/api/content/uploads',
      metadata: { filename: file.name },
      retryDelays: waits,
      removeFingerprintOnSuccess: true,
      onBeforeRequest: request => request.setHeader('Authorization', `Bearer ${session.token() ?? ''}`),
      onAfterResponse: (_request, response) => {
        contentId = response.getHeader('TVS-Content-Id') ?? contentId;
      },
      onProgress: sent => onProgress(sent),
      onSuccess: () => void finish(),
      onError: error => onFailed(failureOf('originalResponse' in error ? (error as DetailedError).originalResponse : null)),
    });
    const [earlier] = await upload.findPreviousUploads();
    if (stopped) return;
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    stop = () => void upload.abort(true).catch(() => undefined);
    upload.start();
  }

  async function finish(): Promise<void> {
    const { data, error } = await api.GET('/content/{id}', { params: { path: { id: contentId ?? '' } } });
    if (data) onDone(data as Content);
    else onFailed(toProblem(error));
  }

  start().catch(() => onFailed(broken));
  return () => {
    stopped = true;
    stop();
  };
}

function failureOf(response: HttpResponse | null): Failure {
  if (!response) return broken;
  if (response.getStatus() === 401) session.end();
  try {
    return toProblem(JSON.parse(response.getBody()));
  } catch {
    return broken;
  }
}
