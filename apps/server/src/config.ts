import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { DatabaseTarget } from './database/connection.ts';
import { type MediaTarget, mediaTarget, problemOf } from './media/store/target.ts';
import { findProgram, isProgram } from './platform/processes.ts';

/** Everything the process may be told from outside, read once. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  database: DatabaseTarget;
  media: MediaTarget;
  /** HS256 key of ≥ 256 bits. */
  jwtKey: Uint8Array;
  /** Key of signed media URLs. */
  secretKey: Uint8Array;
  /** Seconds. */
  tokenLifetime: number;
  /** Bytes. */
  maxContentLength: number;
  admin: { username: string; password: string | null };
  logLevel: string;
  publicUrl: string | null;
  trustProxy: boolean | string;
  /** The browser that draws pages' thumbnails; `null`: there is none. */
  chromium: string | null;
}

/** A start that can't be: one line that names the variable or the folder. */
export class ConfigError extends Error {}

const units: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };
const sizes: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

const Duration = z
  .string()
  .regex(/^\d{1,9}[smhd]?$/, 'must be a duration such as 24h, 30m or 3600 (seconds)')
  .transform(text => Number.parseInt(text, 10) * (units[text.at(-1) ?? ''] ?? 1))
  .pipe(z.number().min(60, 'must be at least 60 s'));

const Size = z
  .string()
  .regex(/^\d{1,15}\s*([kmgt]?i?b?)$/i, 'must be a size such as 4GiB or 4294967296')
  .transform(text => Number.parseInt(text, 10) * (sizes[(/[kmgt]/i.exec(text)?.[0] ?? '').toLowerCase()] ?? 1))
  .pipe(z.number().min(1024, 'must be at least 1 KiB'));

const DatabaseUrl = z.string().refine(url => {
  if (!/^(mysql|mariadb|sqlite|file):/.test(url)) return false;
  return !/^(mysql|mariadb):/.test(url) || (URL.canParse(url) && new URL(url).pathname.length > 1);
}, 'must be mysql://user:password@host:port/database or sqlite:/path/to/file.db');

const MediaStorage = z.string().check(({ value, issues }) => {
  const message = problemOf(value);
  if (message) issues.push({ code: 'custom', message, input: value });
});

const TrustProxy = z
  .string()
  .refine(isTrust, 'must be true, false, or addresses such as 10.0.0.1, 10.0.0.0/8, loopback, separated by commas');

function isTrust(value: string): boolean {
  if (value === 'true' || value === 'false') return true;
  return value.split(',').every(part => {
    const [address = '', bits, ...more] = part.trim().split('/');
    if (bits === undefined) return ['loopback', 'linklocal', 'uniquelocal'].includes(address) || isIP(address) !== 0;
    return isIP(address) !== 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
  });
}

const Environment = z.object({
  TVS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .pipe(z.number().min(0).max(65_535, 'must be at most 65535'))
    .default(5000),
  TVS_HOST: z.string().min(1).default('0.0.0.0'),
  TVS_DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: DatabaseUrl.optional(),
  MEDIA_STORAGE: MediaStorage.optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  JWT_SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  JWT_ACCESS_TOKEN_EXPIRES: Duration.default(86_400),
  MAX_CONTENT_LENGTH: Size.default(4 * 2 ** 30),
  TVS_ADMIN_USERNAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,78}[a-z0-9]$/, 'must be 3 to 80 lower-case letters, digits, dots, hyphens or underscores')
    .default('admin'),
  TVS_ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  TRUST_PROXY: TrustProxy.default('false'),
  CHROMIUM_PATH: z
    .string()
    .refine(file => file === 'none' || (isAbsolute(file) && isProgram(file)), 'must be the absolute path of a program, or none')
    .optional(),
  PATH: z.string().default(''),
});

/** Names that Chromium goes by. */
const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

/** Variables of the finished product that this version does not have yet: said, not ignored. */
const notYet = ['REDIS_URL', 'DATABASE_REPLICA_URLS'];

/** Reads and checks the environment; throws one ConfigError that names every problem. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const wrong = Object.keys(given)
    .filter(name => name.startsWith('TVS_') && !(name in Environment.shape))
    .map(name => `${name}: is not a variable of TVS`);
  for (const name of notYet) if (given[name] !== undefined) wrong.push(`${name}: is not supported by this version`);

  const parsed = Environment.safeParse(given);
  if (!parsed.success) wrong.push(...parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`));
  if (!parsed.success || wrong.length > 0) throw new ConfigError(wrong.join('; '));

  const env = parsed.data;
  const dataDir = resolve(env.TVS_DATA_DIR);
  prepareFolder(dataDir, 'TVS_DATA_DIR');
  const media = mediaTarget(env.MEDIA_STORAGE, join(dataDir, 'media'), given);
  if (env.MEDIA_STORAGE !== undefined) prepareFolder(media.folder, 'MEDIA_STORAGE');
  // Its note on versions of Node is none for those who run a server.
  if (media.kind === 's3') environment.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return {
    port: env.TVS_PORT,
    host: env.TVS_HOST,
    dataDir,
    database: databaseTarget(env.DATABASE_URL, dataDir),
    media,
    jwtKey: key(env.JWT_SECRET_KEY, dataDir, 'jwt.key'),
    secretKey: key(env.SECRET_KEY, dataDir, 'secret.key'),
    tokenLifetime: env.JWT_ACCESS_TOKEN_EXPIRES,
    maxContentLength: env.MAX_CONTENT_LENGTH,
    admin: { username: env.TVS_ADMIN_USERNAME, password: env.TVS_ADMIN_PASSWORD ?? null },
    logLevel: env.LOG_LEVEL,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: env.TRUST_PROXY === 'true' ? true : env.TRUST_PROXY === 'false' ? false : env.TRUST_PROXY,
    chromium: env.CHROMIUM_PATH === 'none' ? null : (env.CHROMIUM_PATH ?? findProgram(browsers, env.PATH)),
  };
}

function prepareFolder(folder: string, variable: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // access() says yes to root on a read-only file system's folder only on some systems: write once to be sure.
    const probe = join(folder, `.writable-${process.pid}.part`);
    writeFileSync(probe, '', { flag: 'w' });
    rmSync(probe);
  } catch (error) {
    throw new ConfigError(
      `${variable}: ${folder} can not be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
    );
  }
}

/** Level by level: `recursive` never returns on file systems that lie about what is there, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function databaseTarget(url: string | undefined, dataDir: string): DatabaseTarget {
  if (url === undefined) return { dialect: 'sqlite', file: join(dataDir, 'tvs.db') };
  if (/^(mysql|mariadb):/.test(url)) return { dialect: 'mysql', url: url.replace(/^mariadb:/, 'mysql:') };
  return { dialect: 'sqlite', file: resolve(url.replace(/^(sqlite|file):(\/\/)?/, '')) };
}

/** The given key, or the one kept in the data folder, made at the first start. */
function key(given: string | undefined, dataDir: string, name: string): Uint8Array {
  if (given !== undefined) return new TextEncoder().encode(given);
  const file = join(dataDir, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  const kept = readFileSync(file, 'utf8').trim();
  if (kept.length < 43)
    throw new ConfigError(`${file} is damaged: restore it, or remove it to make a new key (everyone must sign in again)`);
  return new TextEncoder().encode(kept);
}
