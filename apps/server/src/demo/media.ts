import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverFolder } from '../platform/folders.ts';
import type { DemoContent } from './network.ts';

const frames = 25;

/** The bytes of one content of the demo, as a browser would upload them. */
export async function demoFile({ art, film }: DemoContent, folder: string, signal: AbortSignal): Promise<Blob> {
  const picture = join(serverFolder, 'demo/art', `${art}.jpg`);
  if (!film) return new Blob([await readFile(picture)], { type: 'image/jpeg' });
  const target = join(folder, fileName({ art, film }));
  await promisify(execFile)('ffmpeg', filmOf(picture, film, target), { signal, timeout: 120_000 });
  return new Blob([await readFile(target)], { type: 'video/mp4' });
}

export function fileName({ art, film }: Pick<DemoContent, 'art' | 'film'>): string {
  return `${art}.${film ? 'mp4' : 'jpg'}`;
}

/**
 * Comes nearer by a twelfth, more on the right, so that the words on the left stay whole. The picture is doubled first:
 * `zoompan` steps by whole pixels, which shows at this pace.
 */
function filmOf(picture: string, seconds: number, target: string): string[] {
  const count = seconds * frames;
  const zoom = `zoompan=z='1+on/${count}/12':x='(iw-iw/zoom)/4':y='(ih-ih/zoom)/2':d=${count}:s=1280x720:fps=${frames}`;
  const input = ['-v', 'error', '-nostdin', '-y', '-i', picture];
  const video = ['-vf', `scale=2560:1440,${zoom},format=yuv420p`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '50'];
  return [...input, ...video, '-movflags', '+faststart', target];
}
