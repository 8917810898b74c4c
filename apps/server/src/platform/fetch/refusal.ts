/** Why something outside could not be fetched; stable, for programs and tests. */
export type FetchFailure = 'url' | 'address' | 'name' | 'redirects' | 'time' | 'size' | 'encoding' | 'status' | 'connection';

/** The message is for people: it names no address that a name stood for and nothing of this machine. */
export class FetchError extends Error {
  constructor(
    readonly failure: FetchFailure,
    message: string,
    readonly more: { status?: number; retryAfter?: number | null; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.name = 'FetchError';
  }
}

/** What a system error means to somebody who typed an address. */
export function explained(error: unknown): FetchError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof FetchError) return cause;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new FetchError('connection', words[code] ?? (code.includes('CERT') ? words.CERT : undefined) ?? 'The connection failed.', {
    cause: error,
  });
}

const words: Record<string, string> = {
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The server broke off the connection.',
  UND_ERR_SOCKET: 'The server broke off the connection.',
  EHOSTUNREACH: 'The server can not be reached.',
  ENETUNREACH: 'The server can not be reached.',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not answer in time.',
  UND_ERR_HEADERS_OVERFLOW: 'The answer is larger than is taken.',
  CERT: "The server's certificate is not valid.",
};
