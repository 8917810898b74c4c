import type { Problem } from '@tvs/protocol';

type Extra = Partial<Pick<Problem, 'errors' | 'used_by' | 'conflicts' | 'retry_after'>>;

/** A refusal with an answer: everything thrown that is not one of these becomes a masked 500. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    /** Stable, for programs. */
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly extra: Extra = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

function kind(status: number, code: string, title: string) {
  return (detail: string, extra?: Extra) => new ProblemError(status, code, title, detail, extra);
}

/** The table of everything the API refuses with. */
export const problems = {
  malformed: kind(400, 'malformed', 'The request could not be read'),
  invalid: kind(400, 'invalid', 'The request does not fit its schema'),
  unauthenticated: kind(401, 'unauthenticated', 'Sign in first'),
  badCredentials: kind(401, 'bad_credentials', 'User name or password is wrong'),
  deadToken: kind(401, 'dead_token', 'This session has ended'),
  forbidden: kind(403, 'forbidden', 'Not allowed'),
  forbiddenLocation: kind(403, 'forbidden_location', 'Outside your locations'),
  notFound: kind(404, 'not_found', 'Not found'),
  /** Of an operation, not of a thing: this server is older or newer than who asks. */
  unknownOperation: kind(404, 'unknown_operation', 'No such operation'),
  slow: kind(408, 'slow', 'Too slow'),
  conflict: kind(409, 'conflict', 'Something stands in the way'),
  inUse: kind(409, 'in_use', 'Still in use'),
  taken: kind(409, 'taken', 'Already taken'),
  underWay: kind(409, 'under_way', 'Still under way'),
  answerLost: kind(409, 'answer_lost', 'Done already'),
  scheduleConflict: kind(409, 'schedule_conflict', 'Another schedule has the same rank'),
  gone: kind(410, 'gone', 'No longer there'),
  stale: kind(412, 'stale', 'Changed by someone else meanwhile'),
  tusVersion: kind(412, 'tus_version', 'This server speaks tus 1.0.0'),
  tooLarge: kind(413, 'too_large', 'Too large'),
  wrongType: kind(415, 'wrong_type', 'This kind of file or body is not taken'),
  nameMismatch: kind(415, 'name_mismatch', 'The name says another kind of file'),
  unsupportedType: kind(415, 'unsupported_type', 'This kind of file is not taken'),
  range: kind(416, 'range', 'The range lies outside the file'),
  rule: kind(422, 'rule', 'The request breaks a rule'),
  keyReused: kind(422, 'key_reused', 'This key stands for another request'),
  emptyFile: kind(422, 'empty_file', 'The file is empty'),
  pairingCode: kind(422, 'pairing_code', 'No screen shows this code'),
  tooMany: kind(429, 'too_many', 'Too many requests'),
  checksum: kind(460, 'checksum', 'Not what was sent'),
  headersTooLarge: kind(431, 'headers_too_large', 'Too large headers'),
  internal: kind(500, 'internal', 'Something went wrong here'),
  unavailable: kind(503, 'unavailable', 'Not available at the moment'),
  diskFull: kind(507, 'disk_full', 'The disk is full'),
} as const;

/** 404 for what is not there and for what the caller may not know of: the answer is the same. */
export function notFound(resource: string, id: number): ProblemError {
  return problems.notFound(`There is no ${resource} ${id}.`);
}

/** 422 with the field that breaks the rule. */
export function rule(path: string, message: string): ProblemError {
  return problems.rule(`${path} ${message}.`, { errors: [{ path, message }] });
}
