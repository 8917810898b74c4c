import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Config, ConfigError } from '../config.ts';
import { drawPage } from '../media/browser/page-picture.ts';
import { openStore } from '../media/store/open.ts';

/** Throws unless this port can be listened on; 0 is any free one. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer().listen({ host, port });
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new ConfigError(portProblem(error, host, port));
  }
  probe.close();
  await once(probe, 'close');
}

function portProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return `TVS_PORT: port ${port} is in use by another process; stop it, or choose another port`;
  if (code === 'EACCES') return `TVS_PORT: port ${port} needs a privilege this user does not have; choose one above 1023`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `TVS_HOST: ${host} is not an address of this machine`;
  return `TVS_HOST, TVS_PORT: ${host}:${port} can not be listened on (${code})`;
}

/** Throws unless ffmpeg and ffprobe can be run; returns their versions. */
export async function requireFfmpeg(): Promise<string[]> {
  return Promise.all(['ffmpeg', 'ffprobe'].map(versionOf));
}

async function versionOf(program: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, ['-version'], { timeout: 20_000 });
    return stdout.split(' Copyright')[0] ?? program;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigError(
      `${program} ${missing ? 'is not in PATH' : 'can not be run'}; install it: apt-get install -y --no-install-recommends ffmpeg`,
    );
  }
}

/** Whether pages get a picture of themselves as thumbnail. A server without does all else, so nothing is thrown. */
export async function describePagePictures(chromium: string | null): Promise<string> {
  if (chromium === null)
    return 'pages get a card as thumbnail: no Chromium in PATH, or CHROMIUM_PATH is none (optional: apt-get install chromium)';
  const folder = await mkdtemp(join(tmpdir(), 'tvs-doctor-'));
  const page = join(folder, 'page.html');
  try {
    await writeFile(page, '<!doctype html><title>TVS</title>TVS');
    await drawPage(chromium, page, AbortSignal.timeout(20_000));
    return `drawn by ${chromium}, without a network`;
  } catch (error) {
    const said = error instanceof Error && typeof error.cause === 'string' ? error.cause.trim().split('\n').at(-1) : '';
    const why = [error instanceof Error ? error.message : String(error), said].filter(Boolean).join(': ');
    return `pages get a card as thumbnail: ${chromium} can not be run in its sandbox without a network (${why})`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes the folder; throws unless it can be written. */
export function requireFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigError(`TVS_DATA_DIR: ${folder} can not be written (${code})`);
  }
}

/** Throws unless files can be kept where they are to last; says where that is. */
export async function requireStore({ media }: Pick<Config, 'media'>): Promise<string> {
  requireFolder(media.folder);
  const store = await openStore(media);
  await store.check().catch((error: unknown) => {
    throw new ConfigError(`MEDIA_STORAGE: ${error instanceof Error ? error.message : String(error)}`);
  });
  return store.where;
}
