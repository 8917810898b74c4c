import { addAbortSignal, Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Range } from '../range.ts';
import { BrokenLine } from './errors.ts';
import { shortPiece } from './store.ts';

/** Milliseconds without a byte, while bytes are waited for, after which a line counts as broken. */
const stalled = 20_000;
/** Lines that may break one after the other without a byte between them. */
const mostBreaks = 3;
/** What may lie ready for a slow reader, bytes. */
const ahead = 256 * 1024;

/** Reads parts of a bucket's objects. */
export function createBucketReader(client: S3Client, Bucket: string) {
  /** Throws unless exactly these bytes are announced. */
  async function open(Key: string, { start, end }: Range, abortSignal: AbortSignal): Promise<Readable> {
    const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end}` }), {
      abortSignal,
    });
    if (!(Body instanceof Readable)) throw new BrokenLine('an object without a body');
    if (ContentLength === end - start + 1) return addAbortSignal(abortSignal, Body);
    Body.destroy();
    throw new Error(`the stored file ${Key} is damaged: asked for ${end - start + 1} bytes, ${ContentLength} would come`);
  }

  /** When the line breaks in the middle, another goes on where it stopped: a name's bytes never change. */
  async function* resumed(Key: string, { start, end }: Range, first: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
    let body: Readable | null = first;
    let breaks = 0;
    for (let at = start; at <= end; ) {
      try {
        body ??= await open(Key, { start: at, end }, signal);
        for await (const chunk of patiently(body)) {
          at += chunk.length;
          breaks = 0;
          yield chunk;
        }
        if (at <= end) throw new BrokenLine('the object ended early');
      } catch (error) {
        if (signal.aborted || ++breaks > mostBreaks) throw error;
      } finally {
        body?.destroy();
        body = null;
      }
    }
  }

  /** The bytes as they are asked for. The line is let go at once with the stream, whoever ends it and whatever it waits for. */
  async function stream(Key: string, range: Range, signal?: AbortSignal): Promise<Readable> {
    const ended = new AbortController();
    const either = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
    const chunks = resumed(Key, range, await open(Key, range, either), either);
    return new Readable({
      highWaterMark: ahead,
      read() {
        chunks.next().then(
          ({ done, value }) => this.push(done ? null : value),
          (error: Error) => this.destroy(error),
        );
      },
      destroy(error, callback) {
        ended.abort();
        callback(error);
      },
    });
  }

  return {
    stream,

    /** A short piece as a whole, so that the line is free at once; else a stream. */
    async read(Key: string, range: Range): Promise<Buffer | Readable> {
      const made = await stream(Key, range);
      if (range.end - range.start >= shortPiece) return made;
      const chunks: Buffer[] = [];
      for await (const chunk of made as AsyncIterable<Buffer>) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

/** Gives up when nothing comes for a while; a reader that takes its time is not nothing. */
async function* patiently(body: Readable): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const timer = setTimeout(() => body.destroy(new BrokenLine('nothing came')), stalled);
      const { done, value } = await chunks.next().finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    body.destroy();
  }
}
