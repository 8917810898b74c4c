import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError } from './refusal.ts';

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** What `accept-encoding` asks for. */
export const encodings = 'gzip, deflate, br';

/**
 * Reads a body to its end, at most `limit` bytes on the wire and as many once unpacked: counted while they come, so that
 * neither a lie in `content-length` nor a bomb takes memory.
 */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const keep = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') await pipeline(body, counted(limit), keep);
  else {
    const decoder = Object.hasOwn(decoders, name) ? decoders[name as keyof typeof decoders] : null;
    if (!decoder) throw new FetchError('encoding', `The answer is packed in a way that is not understood (${name.slice(0, 40)}).`);
    try {
      await pipeline(body, counted(limit), decoder(), counted(limit), keep);
    } catch (error) {
      if (error instanceof Error && 'code' in error && /^(Z_|ERR__ERROR|ERR_BROTLI)/.test(String(error.code)))
        throw new FetchError('encoding', 'The answer is packed, but damaged.', { cause: error });
      throw error;
    }
  }
  return Buffer.concat(chunks);
}

function counted(limit: number) {
  return async function* count(source: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw new FetchError('size', `The answer is larger than ${Math.round(limit / 1024)} KiB.`);
      yield chunk;
    }
  };
}
