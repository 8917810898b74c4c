import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { packLongAnswers } from './pack.ts';

const long = { items: Array.from({ length: 1000 }, (_, id) => ({ id, name: `Tela ação ${id}` })) };
const http = Fastify();
packLongAnswers(http);
http.get('/long', async () => long);
http.get('/short', async () => ({ id: 1 }));
http.get('/text', async (_request, reply) => reply.type('text/csv').send('a,b\n'.repeat(10_000)));
const ask = (url: string, encodings?: string) =>
  http.inject({ url, headers: encodings === undefined ? {} : { 'accept-encoding': encodings } });

test.each(['gzip', 'deflate, gzip;q=0.8, br', 'br, gzip'])('a long answer is packed for %s', async encodings => {
  const answer = await ask('/long', encodings);
  expect(answer.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-length': String(answer.rawPayload.length),
    vary: 'accept-encoding',
  });
  expect(JSON.parse(gunzipSync(answer.rawPayload).toString())).toEqual(long);
});

test.each([undefined, 'br', 'gzip;q=0', 'gzip;q=0.0, br', 'xgzip'])('for %s it is sent as it is', async encodings => {
  const answer = await ask('/long', encodings);
  expect([answer.headers['content-encoding'], answer.headers.vary]).toEqual([undefined, 'accept-encoding']);
  expect(answer.json()).toEqual(long);
});

test('what is short, and what is no JSON, is left alone', async () => {
  expect((await ask('/short', 'gzip')).headers['content-encoding']).toBeUndefined();
  expect((await ask('/text', 'gzip')).headers['content-encoding']).toBeUndefined();
});
