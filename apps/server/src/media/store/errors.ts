import { ProblemError, problems } from '../../platform/errors.ts';
import type { BucketTarget } from './target.ts';

interface Answered {
  name: string;
  message: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** As it reaches whoever asked: 503 for what a bucket or the line to it says; our own refusals and aborts stay as they are. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof ProblemError || !isAnswer(error)) return error;
  const problem = problems.unavailable('The store of media files does not answer. Nothing is lost: try again soon.', { retry_after: 10 });
  return Object.assign(problem, { cause: error });
}

/** From a bucket, or from the line to it; not a fault of this code, the disk, or an abort. */
function isAnswer(error: unknown): error is Error & Answered {
  if (!(error instanceof Error) || error.name === 'AbortError' || error instanceof TypeError) return false;
  if ('$metadata' in error || error instanceof BrokenLine || names.has(error.name)) return true;
  return 'code' in error && lineCodes.has(String(error.code));
}

const names = new Set(['TimeoutError', 'CredentialsProviderError']);
const lineCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What came was cut off or stood still. */
export class BrokenLine extends Error {}

const byName: Record<string, string | undefined> = {
  NoSuchBucket: 'there is no such bucket; create it first',
  SignatureDoesNotMatch: 'it refuses the key: are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY right?',
  InvalidAccessKeyId: 'it does not know this AWS_ACCESS_KEY_ID',
  ExpiredToken: 'AWS_SESSION_TOKEN has expired',
  AccessDenied: 'it refuses this key; it must be allowed to put, get, delete and list objects there',
  CredentialsProviderError: 'there are no keys for it: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  PermanentRedirect: 'the bucket is in another region; add region=…',
  AuthorizationHeaderMalformed: 'the bucket is in another region; add region=…',
  TimeoutError: 'it does not answer; is the endpoint right?',
};

/** One line for the operator; the bucket and its host are named, never a key. */
export function explained(error: unknown, { bucket, endpoint }: BucketTarget): string {
  const { name, message, code } = error instanceof Error ? (error as Answered) : { name: '', message: String(error), code: undefined };
  const known = byName[name] ?? (code !== undefined && lineCodes.has(code) ? `it can not be reached (${code})` : undefined);
  return `the bucket ${bucket} at ${endpoint ?? 'Amazon S3'}: ${known ?? `${name}: ${message}`.slice(0, 200)}`;
}
