import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problems } from '../../platform/errors.ts';
import { drain } from '../../platform/http/patience.ts';

/** Bytes of a picture. */
const most = 2 * 2 ** 20;
/** 2 MiB over 64 kbit/s, ms. */
const longest = 300_000;

/** Lets a picture be the body of operations that consume one; everywhere else it is refused before it is read. */
export function acceptPictures(api: FastifyInstance): void {
  api.addContentTypeParser(['image/jpeg', 'image/png', 'image/webp'], async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    const { consumes } = (request.routeOptions.schema ?? {}) as { consumes?: readonly string[] };
    if (!consumes?.includes('image/png')) throw problems.wrongType('This address takes JSON, not a picture.');
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(request);
    const late = setTimeout(() => request.raw.destroy(), longest).unref();
    try {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of payload) {
        size += chunk.length;
        if (size > most) throw tooLarge(request);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      clearTimeout(late);
    }
  });
}

function tooLarge(request: FastifyRequest) {
  drain(request);
  return problems.tooLarge(`A picture of the screen may have ${most / 2 ** 20} MiB.`);
}
