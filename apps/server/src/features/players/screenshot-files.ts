import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import PQueue from 'p-queue';
import sharp from 'sharp';
import { problems, rule } from '../../platform/errors.ts';

const widest = 1280;
const mostPixels = 50_000_000;
const taken = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** Pictures that wait for their turn; a fleet that sends more at once is asked to come back. */
const longestQueue = 200;

export interface Picture {
  bytes: Buffer;
  sha256: string;
  width: number;
  height: number;
}

/** The newest picture of each player, in a folder of its own under a name made of its hash. */
export function createScreenshotFiles(root: string) {
  const queue = new PQueue({ concurrency: 1 });
  const folder = (player_id: number) => join(root, String(player_id));
  const path = (player_id: number, sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return join(folder(player_id), `${sha256}.jpg`);
  };

  return {
    /** What was sent as a JPEG of our own making: no wider than 1280, without whatever else was in the file. */
    async redraw(sent: Buffer): Promise<Picture> {
      const type = await fileTypeFromBuffer(sent);
      if (!type || !taken.has(type.mime)) throw problems.unsupportedType('A picture of the screen is a JPEG, PNG or WebP.');
      if (queue.size >= longestQueue) throw problems.tooMany('Too many pictures are being read.', { retry_after: 10 });
      return queue.add(() => draw(sent));
    },

    /** On the disk when this returns; the one before stays until `keepOnly`. */
    async put(player_id: number, { bytes, sha256 }: Picture): Promise<void> {
      await mkdir(folder(player_id), { recursive: true });
      const part = join(folder(player_id), `${crypto.randomUUID()}.part`);
      try {
        const handle = await open(part, 'wx', 0o640);
        await handle
          .writeFile(bytes)
          .then(() => handle.sync())
          .finally(() => handle.close());
        await rename(part, path(player_id, sha256));
      } finally {
        await rm(part, { force: true });
      }
    },

    /** Removes what other pictures, also broken-off ones, left; `null`: everything of the player. */
    async keepOnly(player_id: number, sha256: string | null): Promise<void> {
      if (sha256 === null) return rm(folder(player_id), { recursive: true, force: true });
      for (const name of await readdir(folder(player_id)))
        if (name !== `${sha256}.jpg`) await rm(join(folder(player_id), name), { force: true });
    },

    /** `null` when it is not there. */
    async read(player_id: number, sha256: string): Promise<Buffer | null> {
      return readFile(path(player_id, sha256)).catch(() => null);
    },
  };
}

async function draw(sent: Buffer): Promise<Picture> {
  try {
    const { data, info } = await sharp(sent, { failOn: 'error', limitInputPixels: mostPixels, pages: 1 })
      .timeout({ seconds: 20 })
      .autoOrient()
      .resize({ width: widest, withoutEnlargement: true })
      .flatten({ background: '#000' })
      .jpeg({ quality: 75 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, sha256: createHash('sha256').update(data).digest('hex'), width: info.width, height: info.height };
  } catch {
    throw rule('body', 'is damaged, or has too many pixels');
  }
}
