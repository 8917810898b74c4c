import type { Content } from '@tvs/protocol';
import type { DetailedError, Upload } from 'tus-js-client';
import { api } from '../../api/client.ts';
import { type Failure, toProblem } from '../../api/problem.ts';
import { session } from '../../api/session.ts';
import { broken, Patience } from './patience.ts';
import type { Handlers, Stop } from './send.ts';

/**
 * Sends a large file so that it goes on where it stopped: after a lost network by itself, however long it was lost; after a
 * closed tab when the same file is chosen again. Answers how to give it up, which the server is told, or how to leave it for later.
 */
export function sendResumable(file: File, { onProgress, onWaiting, onDone, onFailed }: Handlers): Stop {
  const patience = new Patience(file, onWaiting);
  let stop: Stop = () => {};
  let contentId: string | undefined;
  let token: string | null = null;

  async function prepare(): Promise<Upload> {
    const { Upload } = await import('tus-js-client');
    const upload = new Upload(file, {
      endpoint: '/api/content/uploads',
      metadata: { filename: file.name },
      // Its own patience ends with its delays, and at once where the browser knows that there is no network.
      retryDelays: null,
      removeFingerprintOnSuccess: true,
      onBeforeRequest: request => {
        token = session.token();
        request.setHeader('Authorization', `Bearer ${token ?? ''}`);
      },
      onAfterResponse: (_request, response) => {
        contentId = response.getHeader('TVS-Content-Id') ?? contentId;
        patience.reached(Number(response.getHeader('Upload-Offset') ?? 0));
      },
      onProgress: sent => onProgress(sent),
    });
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    return upload;
  }

  const sent = (upload: Upload) =>
    new Promise<void>((resolve, reject) => {
      upload.options.onSuccess = () => resolve();
      upload.options.onError = error => reject(failureOf(error, token));
      upload.start();
    });

  async function received(): Promise<Content> {
    const { data, error } = await api.GET('/content/{id}', { params: { path: { id: contentId ?? '' } } });
    if (data) return data as Content;
    throw toProblem(error);
  }

  async function run(): Promise<void> {
    const upload = await patience.until(prepare);
    stop = keep => void upload.abort(!keep).catch(() => undefined);
    await patience.until(() => sent(upload));
    onDone(await patience.until(received));
  }

  run().catch(error => {
    if (!patience.ended) onFailed(toProblem(error));
  });
  return keep => {
    patience.end();
    stop(keep);
  };
}

function failureOf(error: Error | DetailedError, token: string | null): Failure {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return broken;
  if (response.getStatus() === 401) session.lapse(token);
  try {
    return toProblem(JSON.parse(response.getBody()));
  } catch {
    return broken;
  }
}
