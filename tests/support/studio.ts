import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder in which ffmpeg makes files. */
export interface Studio {
  folder: string;
  /** A file by ffmpeg, its arguments without the output; it stays in the folder under its name. */
  made(name: string, args: readonly string[]): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openStudio(): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-media-'));
  return {
    folder,
    made: async (name, args) => {
      const file = join(folder, name);
      await run('ffmpeg', ['-v', 'error', '-y', '-threads', '1', ...args, file]);
      return readFile(file);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export const bars = (size: string, seconds: number, rate = 10) => ['-f', 'lavfi', '-i', `testsrc=s=${size}:r=${rate}:d=${seconds}`];
export const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
export const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
