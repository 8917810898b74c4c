import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { clearBrowsers } from './browser/launch.ts';
import { type Delivery, deliver } from './deliver.ts';
import { displayName } from './filename.ts';
import { type Received, receive } from './intake.ts';
import { type Kind, kindOf, recognise } from './kind.ts';
import { type Prepared, prepare } from './prepare.ts';
import { createResumable, type Resumable } from './resumable.ts';
import { requireRoom } from './room.ts';
import { createStorage, type Marker } from './storage.ts';
import type { Borrowed, Store } from './store/store.ts';
import { drawThumbnail } from './thumbnail.ts';
import { checkTools } from './tools.ts';

export { MediaError } from './errors.ts';
export { titleOf } from './filename.ts';
export { tooLarge } from './intake.ts';
export { thumbnailMime } from './picture.ts';
export type { Kind, Marker, Prepared, Received };

/** A received file that was recognised, under a name fit to be shown. */
export interface Taken extends Received {
  kind: Kind;
  filename: string;
}

export interface Media {
  /**
   * Streams a file to disk and recognises it; throws 413, 415, 422 or 507 and leaves nothing. Then `keep` or `discard` it.
   * @param expected bytes that were announced, 0 where none were
   */
  take(source: AsyncIterable<Buffer>, name: string | undefined, expected: number): Promise<Taken>;
  /** Gives the file its lasting name around `commit`, which writes down who uses it. */
  keep<T>(received: Received, commit: () => Promise<T>): Promise<T>;
  /** `keep` for bytes made here. */
  keepBytes<T>(bytes: Buffer, commit: (sha256: string) => Promise<T>): Promise<T>;
  discard(received: Received): Promise<void>;
  /** The files of uploads that come in parts. */
  resumable: Resumable;
  /** Finds out what a file is that came in parts; throws 415 or 413. */
  recogniseWhole(received: Received, name: string | undefined): Promise<Taken>;
  /** Throws 507 unless so many bytes more fit on the disk, with something left. */
  requireRoom(bytes: number): Promise<void>;
  /** Before a commit that takes a user of the file away; `settle` after it. */
  mark(sha256: string): Promise<Marker>;
  settle(marker: Marker): Promise<void>;
  /** A stored file to be worked on, wherever it is kept; `release` it. */
  borrow(file: Stored, signal: AbortSignal): Promise<Lent>;
  /** Reads a stored file to its end and makes what plays of it. Throws MediaError with the reason when it can't be shown. */
  prepare(file: Lent, signal: AbortSignal, onProgress: (share: number) => void): Promise<Prepared>;
  /** Draws its 320 × 180 thumbnail (WebP). Throws MediaError when it can't be drawn. */
  draw(file: Lent, prepared: Prepared, signal: AbortSignal): Promise<Buffer>;
  deliver(request: FastifyRequest, reply: FastifyReply, delivery: Delivery): Promise<FastifyReply>;
  /** Clears what a process that ended in the middle left behind; await it before taking files. */
  recover(): Promise<void>;
  /** Tools that are missing for processing; empty when all is well. */
  checkTools: typeof checkTools;
  /** Whether the place where files last answers. */
  ping(): Promise<void>;
  close(): void;
}

interface Stored {
  sha256: string;
  mime_type: string;
  file_size: number;
}

interface Lent extends Stored, Borrowed {}

const shortestLimit = 120_000;
/** Bytes a millisecond that even a slow disk reads. */
const slowestRead = 10_000;

/** Everything that touches a media file: taking, keeping, reading, drawing and giving it out. */
export function createMedia({ config, db, clock, log }: Context, store: Store): Media {
  const { folder: root } = config.media;
  const storage = createStorage({ root, store, inUse, clock, log });

  async function inUse(sha256: string): Promise<boolean> {
    const users = db.selectFrom('content').select('id').limit(1);
    // One query for each, not an `or`: each is answered by its index.
    for (const column of ['sha256', 'source_sha256', 'thumbnail_sha256'] as const)
      if (await users.where(column, '=', sha256).executeTakeFirst()) return true;
    return false;
  }

  const optionsFor = (file: Stored, signal: AbortSignal) => ({ signal, timeout: shortestLimit + Math.ceil(file.file_size / slowestRead) });

  const media: Media = {
    async take(source, name, expected) {
      const received = await receive(source, storage.newPart(), config.maxContentLength, expected);
      try {
        return await media.recogniseWhole(received, name);
      } catch (error) {
        await media.discard(received);
        throw error;
      }
    },

    resumable: createResumable(root),

    async recogniseWhole(received, name) {
      const filename = displayName(name);
      return { ...received, filename, kind: await recognise(received.part, filename) };
    },

    keep: storage.keep,

    async keepBytes(bytes, commit) {
      const part = storage.newPart();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      try {
        const handle = await open(part, 'wx', 0o640);
        await handle
          .writeFile(bytes)
          .then(() => handle.sync())
          .finally(() => handle.close());
        return await storage.keep({ part, sha256, size: bytes.length }, () => commit(sha256));
      } finally {
        await rm(part, { force: true });
      }
    },

    discard: ({ part }) => rm(part, { force: true }),
    requireRoom: bytes => requireRoom(root, bytes),
    mark: storage.mark,
    settle: storage.settle,

    borrow: async ({ sha256, mime_type, file_size }, signal) => {
      const borrowed = await store.borrow({ sha256, file_size }, storage.newPart(), signal);
      return { sha256, mime_type, file_size, ...borrowed };
    },

    prepare: (file, signal, onProgress) =>
      prepare(file.path, kindOf(file.mime_type), storage.newPart(), { ...optionsFor(file, signal), onProgress }),

    draw(file, { facts, rendition }, signal) {
      // Of films and packages what plays is drawn: in the colours of screens, and as one page. A sound's cover is in the file that came.
      const playing = rendition && /^(video|text)\//.test(rendition.mime_type) ? rendition : null;
      return drawThumbnail(playing?.part ?? file.path, kindOf((playing ?? file).mime_type), facts, {
        ...optionsFor(file, signal),
        chromium: config.chromium,
        onUndrawn: error =>
          log.warn({ sha256: file.sha256, reason: error.message, said: error.cause }, 'a page has only a card as its thumbnail'),
      });
    },
    deliver: (request, reply, delivery) => deliver(request, reply, { ...delivery, store, behindProxy: config.trustProxy !== false }),
    async recover() {
      if (config.chromium === null) log.info('pages have only a card as their thumbnail: there is no Chromium');
      await clearBrowsers(log);
      await storage.recover();
    },
    checkTools,
    ping: store.ping,
    close: storage.close,
  };
  return media;
}
