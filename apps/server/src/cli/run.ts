import { ConfigError } from '../config.ts';
import { ProblemError } from '../platform/errors.ts';

/** Runs a command; whatever stops it becomes one line on stderr and exit code 1, never a stack. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`tvs: ${inOneLine(error)}\n`);
    process.exit(1);
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What went wrong and what to do about it, for someone who knows the variables and not the code. */
export function inOneLine(error: unknown): string {
  if (error instanceof ConfigError || error instanceof ProblemError) return flat(error.message);
  if (!(error instanceof Error)) return flat(String(error));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${flat(error.message.split('. ')[0] ?? '')} (--help tells what there is)`;
  const explained = explanations[code] ?? byMessage.find(([pattern]) => pattern.test(error.message))?.[1];
  return explained ? `${explained} (${flat(error.message || code)})` : flat(error.message || error.name);
}

const unreachable = 'DATABASE_URL: the database does not answer; is it running, and are host and port right?';
const explanations: Record<string, string | undefined> = {
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ER_ACCESS_DENIED_ERROR: 'DATABASE_URL: the database refuses this user or password',
  ER_DBACCESS_DENIED_ERROR: 'DATABASE_URL: this user may not use that database',
  ER_BAD_DB_ERROR: 'DATABASE_URL: there is no such database; create it first',
  SQLITE_CANTOPEN: 'the database file can not be opened; look at TVS_DATA_DIR and DATABASE_URL',
  SQLITE_NOTADB: 'the database file is not an SQLite database; restore it from a backup',
  SQLITE_CORRUPT: 'the database file is damaged; restore it from a backup',
  SQLITE_READONLY: 'the database file can not be written; look at its owner and permissions',
  SQLITE_BUSY: 'the database is locked by another process',
  SQLITE_FULL: 'the disk is full',
  ENOSPC: 'the disk is full',
  EADDRINUSE: 'TVS_PORT: another process listens on this port; stop it, or choose another',
  EADDRNOTAVAIL: 'TVS_HOST: this machine does not have that address',
  EACCES: 'TVS_PORT or TVS_DATA_DIR: not permitted; ports below 1024 need a privilege, so a proxy in front is better',
};

/** Errors of others that have no code. */
const byMessage: [RegExp, string][] = [
  [/directory does not exist/, 'DATABASE_URL: the folder of the database file does not exist; create it first'],
  [/invalid IP address|invalid range on address/, 'TRUST_PROXY: must be true, false, or addresses such as 127.0.0.1 or 10.0.0.0/8'],
  [/corrupted migrations/, 'the database was made by a newer version of TVS, or is not its own; start that version, or restore a backup'],
];

function flat(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
