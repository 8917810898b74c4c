import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Content, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, picture, upload } from '../support/make.ts';
import { sound } from '../support/sound.ts';
import { zip } from '../support/zip.ts';

let app: TestApp;
const limit = 512 * 1024;

beforeAll(async () => {
  app = await startApp({ env: { MAX_CONTENT_LENGTH: '512k' } });
});
afterAll(() => app.close());

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Sends a form as it stands, so that its parts can be wrong. */
async function form(parts: FormData): Promise<{ status: number; body: Omit<Content, 'status'> & Problem }> {
  const headers = { authorization: `Bearer ${app.token}` };
  const response = await fetch(`${app.url}/api/content/upload`, { method: 'POST', body: parts, headers });
  return { status: response.status, body: (await response.json()) as Omit<Content, 'status'> & Problem };
}

function parts(...entries: [name: string, value: string | { bytes: Buffer; name: string }][]): FormData {
  const made = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === 'string') made.append(name, value);
    else made.append(name, new Blob([new Uint8Array(value.bytes)]), value.name);
  }
  return made;
}

const listed = async () => (await app.ok<{ total: number }>('GET', '/content')).total;
const temporary = () => readdir(join(app.config.dataDir, 'media', 'tmp'));

test('an upload is answered with the whole content, and its bytes come back as they were sent', async () => {
  const bytes = sound(300_000);
  const { status, body } = await upload(app, 'jingle.wav', bytes, { title: 'Jingle', description: 'For the door', tags: '["a", "b"]' });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    title: 'Jingle',
    description: 'For the door',
    tags: ['a', 'b'],
    type: 'audio',
    filename: 'jingle.wav',
    mime_type: 'audio/wav',
    file_size: 300_000,
    sha256: hash(bytes),
    status: 'processing',
    thumbnail_url: null,
  });
  const back = await fetch(app.url + body.url);
  expect(back.headers.get('content-type')).toBe('audio/wav');
  expect(hash(Buffer.from(await back.arrayBuffer()))).toBe(hash(bytes));
});

test('the fields of a form may stand before or after its file, tags with commas too', async () => {
  const file = { bytes: sound(1000), name: 'x.wav' };
  const before = await form(parts(['title', 'One'], ['tags', 'a, b ,,c'], ['file', file]));
  const after = await form(parts(['file', file], ['title', 'Two'], ['description', '']));
  expect([before.status, after.status]).toEqual([201, 201]);
  expect(before.body).toMatchObject({ title: 'One', tags: ['a', 'b', 'c'] });
  expect(after.body).toMatchObject({ title: 'Two', description: null });
});

test('without a title the content is called as its file, without the ending', async () => {
  expect((await upload(app, 'Promoção de Verão.wav', sound(1000))).body).toMatchObject({
    title: 'Promoção de Verão',
    filename: 'Promoção de Verão.wav',
  });
});

test.each([
  ['../../../etc/passwd.wav', 'passwd.wav'],
  ['..\\..\\windows\\win.wav', 'win.wav'],
  ['/absolute/name.wav', 'name.wav'],
  ['%2e%2e%2fescaped.wav', '%2e%2e%2fescaped.wav'],
  ['-rf $(id);`id`.wav', '-rf $(id);`id`.wav'],
  [`${'n'.repeat(400)}.wav`, `${'n'.repeat(251)}.wav`],
])('the name %s is shown as %s and is never a path', async (sent, shown) => {
  const bytes = sound(1000);
  const done = await content(app, sent, bytes);
  expect(done).toMatchObject({ filename: shown, status: 'ready' });
  expect((await fetch(app.url + done.url)).status).toBe(200);
  expect((await readdir(app.config.dataDir)).sort()).not.toContain(shown);
});

test.each([
  ['a text with the ending of a video', 'film.mp4', Buffer.from('just a text, renamed'), 415, 'the content is not mp4'],
  ['a picture with the ending of a video', 'photo.mp4', null, 415, 'the content is png'],
  ['a document of an office program', 'slides.pptx', zip([{ name: 'ppt/slide1.xml', bytes: Buffer.from('<x/>') }]), 415, 'not taken'],
  ['an SVG', 'logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'not taken'],
  ['a playlist', 'list.m3u8', Buffer.from('#EXTM3U\nfile:///etc/passwd\n'), 415, 'not taken'],
  ['a program with the ending of a picture', 'run.png', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(200, '\0'), 'latin1'), 415, 'not png'],
  ['a page with the ending of a picture', 'page.png', Buffer.from('<!doctype html><html></html>'), 415, 'the content is html'],
  ['text that is no page', 'page.html', Buffer.from('hello <b>there</b>'), 415, 'not html'],
  ['an empty file', 'empty.mp4', Buffer.alloc(0), 422, 'is empty'],
])('%s is refused and leaves nothing', async (_, name, bytes, status, words) => {
  const before = await listed();
  const answer = await form(parts(['file', { bytes: bytes ?? (await picture('red')), name }]));
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toContain(words);
  expect(await listed()).toBe(before);
  expect(await temporary()).toEqual([]);
});

test('a file of exactly the limit is taken, one byte more is 413 and leaves nothing', async () => {
  expect((await upload(app, 'exact.wav', sound(limit))).status).toBe(201);
  const before = await listed();
  const answer = await form(parts(['file', { bytes: sound(limit + 1), name: 'over.wav' }]));
  expect(answer.status).toBe(413);
  expect(answer.body).toMatchObject({ code: 'too_large', detail: 'The file is larger than 512 KiB, the most this server takes.' });
  // Far beyond it: refused by its declared length, before anything is read.
  expect((await form(parts(['file', { bytes: sound(limit * 6), name: 'far.wav' }]))).status).toBe(413);
  expect(await listed()).toBe(before);
  expect(await temporary()).toEqual([]);
});

test.each<[string, () => FormData, string]>([
  ['no file', () => parts(['title', 'x']), 'file is missing'],
  ['a text named file', () => parts(['file', 'x']), 'file must be a file'],
  ['two files', () => parts(['file', { bytes: sound(100), name: 'a.wav' }], ['file', { bytes: sound(100), name: 'b.wav' }]), 'twice'],
  ['a file under another name', () => parts(['upload', { bytes: sound(100), name: 'a.wav' }]), 'not a field'],
  ['an unknown field before', () => parts(['status', 'ready'], ['file', { bytes: sound(100), name: 'a.wav' }]), 'status is not a field'],
  ['an unknown field after', () => parts(['file', { bytes: sound(100), name: 'a.wav' }], ['sha256', 'x']), 'sha256 is not a field'],
  ['a title twice', () => parts(['title', 'a'], ['title', 'b'], ['file', { bytes: sound(100), name: 'a.wav' }]), 'title is there twice'],
  ['an empty title', () => parts(['title', ' '], ['file', { bytes: sound(100), name: 'a.wav' }]), 'title'],
  ['tags that are no list', () => parts(['tags', '[1'], ['file', { bytes: sound(100), name: 'a.wav' }]), 'tags'],
])('a form with %s is 422 with words and leaves nothing', async (_, made, words) => {
  const before = await listed();
  const answer = await form(made());
  expect(answer.status).toBe(422);
  expect(answer.body.detail).toContain(words);
  expect(await listed()).toBe(before);
  expect(await temporary()).toEqual([]);
});

test('a picture that a program saved under the ending of another is taken for what it is', async () => {
  const answer = await form(parts(['file', { bytes: await picture('teal'), name: 'from a chat.jpg' }]));
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ type: 'image', mime_type: 'image/png', filename: 'from a chat.jpg' });
});

test.each([
  ['JSON', 'application/json', '{}', 415],
  [
    'a form that ends in the middle',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF',
    400,
  ],
  ['a form without boundary', 'multipart/form-data', 'x', 400],
])('%s instead of a form is refused and leaves nothing', async (_, type, body, status) => {
  const headers = { authorization: `Bearer ${app.token}`, 'content-type': type };
  const response = await fetch(`${app.url}/api/content/upload`, { method: 'POST', body, headers });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await temporary()).toEqual([]);
});

test('a form where JSON is expected is refused unread', async () => {
  const headers = { authorization: `Bearer ${app.token}` };
  const response = await fetch(`${app.url}/api/campaigns`, { method: 'POST', body: parts(['name', 'x']), headers });
  expect(response.status).toBe(415);
});

test('who may not upload is refused before the form is read', async () => {
  const viewer = await app.user('viewer');
  expect((await upload(app, 'a.wav', sound(100), {}, viewer.token)).status).toBe(403);
  expect((await upload(app, 'a.wav', sound(100), {}, null)).status).toBe(401);
});

test('an upload that breaks off leaves neither file nor content, and the server lives on', async () => {
  const before = await listed();
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n';
  const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '400000' };
  const broken = request(`${app.url}/api/content/upload`, { method: 'POST', headers });
  broken.on('error', () => undefined);
  broken.write(Buffer.concat([Buffer.from(head), sound(100_000)]));
  await expect.poll(async () => (await temporary()).length).toBe(1);
  broken.destroy();
  await expect.poll(temporary).toEqual([]);
  expect(await listed()).toBe(before);
  expect((await upload(app, 'next.wav', sound(1000))).status).toBe(201);
});
