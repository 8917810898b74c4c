import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, picture } from '../support/make.ts';

let behind: TestApp;
let alone: TestApp;
beforeAll(async () => {
  behind = await startApp({ env: { TRUST_PROXY: '127.0.0.1' } });
  alone = await startApp();
});
afterAll(() => Promise.all([behind.close(), alone.close()]));

const get = (app: TestApp, done: Content, headers: Record<string, string>) => fetch(app.url + done.url, { headers });

test('nginx is told which file to send, and who may not have it is refused as ever', async () => {
  const done = await content(behind, 'a.png', await picture('coral'));
  const answer = await get(behind, done, { 'x-tvs-accel': '/tvs-media/' });
  const { sha256 } = done;
  expect(answer.headers.get('x-accel-redirect')).toBe(`/tvs-media/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(answer.headers.get('etag')).toBe(`"${sha256}"`);
  expect((await answer.arrayBuffer()).byteLength).toBe(0);
  const stranger = await fetch(`${behind.url}/api/content/${done.id}/file`, { headers: { 'x-tvs-accel': '/tvs-media/' } });
  expect([stranger.status, stranger.headers.get('x-accel-redirect')]).toEqual([401, null]);
});

test.each(['/../etc/', 'http://evil/', '/a/b/', '', '/x y/'])(
  'an internal location such as %j is none: the file itself comes',
  async location => {
    const done = await content(behind, 'b.png', await picture('salmon'));
    const answer = await get(behind, done, { 'x-tvs-accel': location });
    expect([answer.headers.get('x-accel-redirect'), (await answer.arrayBuffer()).byteLength]).toEqual([null, done.file_size]);
  },
);

test('ranges that depend on our tag, and servers without a proxy, send the file themselves', async () => {
  const done = await content(behind, 'c.png', await picture('plum'));
  const resumed = await get(behind, done, { 'x-tvs-accel': '/tvs-media/', range: 'bytes=5-', 'if-range': `"${done.sha256}"` });
  expect([resumed.status, (await resumed.arrayBuffer()).byteLength]).toEqual([206, done.file_size - 5]);
  const own = await content(alone, 'c.png', await picture('plum'));
  expect((await get(alone, own, { 'x-tvs-accel': '/tvs-media/' })).headers.get('x-accel-redirect')).toBeNull();
});
