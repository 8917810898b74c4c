import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A film of so many bytes that plays as it is and is quickly looked at: most of it is a box that players skip. Returns its hash. */
export async function makeFilm(file: string, bytes: number): Promise<string> {
  const small = join(file, '..', 'small.mp4');
  const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc=s=320x180:d=1', ...h264, small]);
  const film = await readFile(small);
  const box = Buffer.alloc(16);
  box.writeUInt32BE(1, 0);
  box.write('free', 4, 'latin1');
  box.writeBigUInt64BE(BigInt(bytes - film.length), 8);
  const handle = await open(file, 'w');
  await handle.write(Buffer.concat([film, box]));
  const noise = randomBytes(2 ** 20);
  for (let left = bytes - film.length - box.length; left > 0; left -= noise.length)
    await handle.write(noise, 0, Math.min(left, noise.length));
  await handle.close();
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
