import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** An X server without a screen: what its clients draw lies in a file. */
export class Glass {
  readonly display: string;
  readonly #folder: string;
  readonly #server: ChildProcess;

  private constructor(display: string, folder: string, server: ChildProcess) {
    this.display = display;
    this.#folder = folder;
    this.#server = server;
  }

  /** `size` as `640x360`; the picture's file is kept in `folder`. */
  static async open(folder: string, size: string): Promise<Glass> {
    await mkdir(folder, { recursive: true });
    const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-fbdir', folder, '-nolisten', 'tcp', '-nocursor'];
    const server = spawn('/usr/bin/Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const line = server.stdio[3];
    if (!line) throw new Error('no word from Xvfb');
    const [number] = (await Promise.race([once(line, 'data'), once(server, 'exit').then(([code]) => [`ended ${code}`])])) as [unknown];
    if (!/^\d+\s*$/.test(String(number))) throw new Error(`Xvfb: ${String(number)}`);
    return new Glass(`:${String(number).trim()}`, folder, server);
  }

  /** What is on it now, as PNG. The file is an XWD dump: a header of big-endian words, colours of 12 bytes, then pixels as BGRX. */
  async shot(): Promise<Buffer> {
    const dump = await readFile(join(this.#folder, 'Xvfb_screen0'));
    const word = (index: number) => dump.readUInt32BE(index * 4);
    const [width, height, stride] = [word(4), word(5), word(12)];
    const start = word(0) + word(19) * 12;
    const pixels = Buffer.alloc(width * height * 3);
    for (let y = 0, to = 0; y < height; y++)
      for (let x = 0; x < width; x++) for (const channel of [2, 1, 0]) pixels[to++] = dump[start + y * stride + x * 4 + channel] ?? 0;
    return sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
  }

  async close(): Promise<void> {
    const gone = once(this.#server, 'exit');
    this.#server.kill('SIGTERM');
    await gone;
  }
}
