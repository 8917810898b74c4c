import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Content, ContentUses, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, content, location, picture, upload } from '../support/make.ts';

interface Page {
  items: Content[];
  page: number;
  per_page: number;
  total: number;
}

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const list = (query: string) => app.ok<Page>('GET', `/content?${query}`);
const titles = async (query: string) => (await list(query)).items.map(item => item.title);

/** Hashes of every file the storage holds. */
async function stored(of: TestApp = app): Promise<string[]> {
  const names = await readdir(join(of.config.dataDir, 'media'), { recursive: true, withFileTypes: true });
  return names.filter(entry => entry.isFile()).map(entry => entry.name);
}

test('the list pages, sorts, filters and searches, the same on every database', async () => {
  const made = [
    ['Ação de Graças', 'red', ['festa', 'x"y'], 'a.png'],
    ['beta 100%', 'green', ['Festa', 'a_b'], 'b.png'],
    ['Gamma_1', 'blue', ['fest'], 'c.png'],
  ] as const;
  for (const [title, colour, tags, name] of made)
    await content(app, name, await picture(colour), { title, tags: JSON.stringify(tags), description: `É ${colour}` });
  await content(app, 'page.html', Buffer.from('<!doctype html><html></html>'), { title: 'Página' });

  expect(await titles('type=html')).toEqual(['Página']);
  expect(await titles('status=failed')).toEqual([]);
  expect(await titles('tag=festa')).toEqual(['Ação de Graças']);
  expect(await titles('tag=Festa')).toEqual(['beta 100%']);
  expect(await titles(`tag=${encodeURIComponent('x"y')}`)).toEqual(['Ação de Graças']);
  expect(await titles('tag=a_b')).toEqual(['beta 100%']);
  expect(await titles('tag=axb')).toEqual([]);
  expect(await titles('q=ACAO')).toEqual(['Ação de Graças']);
  expect(await titles('q=100%25')).toEqual(['beta 100%']);
  expect(await titles('q=0%25x')).toEqual([]);
  expect(await titles('q=gamma_')).toEqual(['Gamma_1']);
  expect(await titles('q=gamma.')).toEqual([]);
  expect(await titles(`q=${encodeURIComponent("'; drop table content; --\\")}`)).toEqual([]);
  expect(await titles('q=b.png')).toEqual(['beta 100%']);
  expect(await titles('q=e+blue')).toEqual(['Gamma_1']);

  const first = await list('per_page=3&page=1&sort=created_at');
  const second = await list('per_page=3&page=2&sort=created_at');
  expect([first.items.length, second.items.length, first.total, second.total]).toEqual([3, 1, 4, 4]);
  expect(new Set([...first.items, ...second.items].map(item => item.id)).size).toBe(4);
  expect(await titles('sort=-created_at&per_page=1')).toEqual(['Página']);
  expect((await app.api('GET', '/content?sort=sha256')).status).toBe(400);
  expect((await app.api('GET', '/content?sort=id;drop')).status).toBe(400);
});

test('names asked for together come in one answer, without those that are not there', async () => {
  const { items } = await list('per_page=2');
  const [one, other] = items.map(({ id }) => id);
  expect((await list(`ids=${one},999999,${other},${one}`)).items.map(({ id }) => id)).toEqual([one, other]);
  expect(await list('ids=999999')).toMatchObject({ items: [], total: 0 });
  const tooMany = Array.from({ length: 101 }, (_, index) => index + 1).join(',');
  for (const ids of ['', '1,', '0', '1;2', '1,%202', '1e3', '9999999999999999', tooMany])
    expect((await app.api('GET', `/content?ids=${ids}`)).status, ids).toBe(400);
});

test('a tag given twice is there once, by each way of saying it', async () => {
  const { id, tags } = await content(app, 'tags.png', await picture('teal'), { tags: 'b, a,b' });
  expect(tags).toEqual(['b', 'a']);
  const patched = await app.ok<Content>('PATCH', `/content/${id}`, { tags: ['a', 'A', ' a', 'á'] });
  expect(patched.tags).toEqual(['a', 'A', 'á']);
  await app.ok('DELETE', `/content/${id}`);
});

test('what is said of a content can be changed, is found at once and leaves a trace', async () => {
  const { id } = await content(app, 'old.png', await picture('olive'), { title: 'Old' });
  const patched = await app.ok<Content>('PATCH', `/content/${id}`, {
    title: 'Novo título',
    tags: ['quente'],
    duration: 12.5,
    description: 'x',
  });
  expect(patched).toMatchObject({ title: 'Novo título', tags: ['quente'], duration: 12.5, description: 'x', status: 'ready' });
  expect(await titles('q=novo titulo')).toEqual(['Novo título']);
  expect(await titles('q=quente')).toEqual(['Novo título']);
  expect(await titles('q=old&tag=quente')).toEqual(['Novo título']);
  expect(await app.ok<Content>('PATCH', `/content/${id}`, { description: null })).toMatchObject({
    title: 'Novo título',
    description: null,
  });
  const rows = await app.app.context.db
    .selectFrom('audit_log')
    .selectAll()
    .where('resource', '=', 'content')
    .where('resource_id', '=', id)
    .execute();
  expect(rows.map(row => row.action)).toEqual(['upload', 'update', 'update']);
  expect(JSON.parse(rows[1]?.before ?? '')).toMatchObject({ title: 'Old', tags: [] });
});

test('a sound keeps its own length, and unknown fields are refused', async () => {
  const wav = Buffer.concat([Buffer.from('UklGRuR8AABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YcB8AAA=', 'base64'), Buffer.alloc(31_936)]);
  const { id } = await content(app, 'tone.wav', wav);
  expect((await app.api('PATCH', `/content/${id}`, { duration: 5 })).status).toBe(422);
  expect((await app.api('PATCH', `/content/${id}`, { sha256: 'x' })).status).toBe(400);
  expect((await app.api('PATCH', '/content/99999', { title: 'x' })).status).toBe(404);
});

test('viewers read; only managers and above change', async () => {
  const { id } = await content(app, 'v.png', await picture('coral'));
  const viewer = await app.user('viewer');
  const manager = await app.user('manager');
  expect((await app.api('GET', `/content/${id}`, undefined, viewer.token)).status).toBe(200);
  expect((await app.api('PATCH', `/content/${id}`, { title: 'x' }, viewer.token)).status).toBe(403);
  expect((await app.api('DELETE', `/content/${id}`, undefined, viewer.token)).status).toBe(403);
  expect((await app.api('PATCH', `/content/${id}`, { title: 'x' }, manager.token)).status).toBe(200);
  expect((await app.api('DELETE', `/content/${id}`, undefined, manager.token)).status).toBe(204);
});

test('a content in use stays, also when only a draft holds it, and the answer names the campaigns', async () => {
  const used = await content(app, 'used.png', await picture('tan'));
  const drafted = await content(app, 'drafted.png', await picture('plum'));
  const secret = await location(app, 'Secret');
  const first = await campaign(app, 'Shows it', [used.id, used.id]);
  const hidden = await campaign(app, 'Hidden one', [used.id], { location_id: secret.id });
  await app.ok('PUT', `/campaigns/${first.id}/draft`, { items: [{ content_id: drafted.id }] });

  const refused = await app.api<Problem>('DELETE', `/content/${used.id}`);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    code: 'in_use',
    used_by: [
      { resource: 'campaign', id: hidden.id, name: 'Hidden one' },
      { resource: 'campaign', id: first.id, name: 'Shows it' },
    ],
  });
  const manager = await app.user('manager');
  const half = await app.api<Problem>('DELETE', `/content/${used.id}`, undefined, manager.token);
  expect(half.body.used_by).toEqual([{ resource: 'campaign', id: first.id, name: 'Shows it' }]);
  expect(JSON.stringify(half.body)).not.toContain('Hidden one');

  const inDraft = await app.api<Problem>('DELETE', `/content/${drafted.id}`);
  expect([inDraft.status, inDraft.body.used_by]).toEqual([409, [{ resource: 'campaign', id: first.id, name: 'Shows it' }]]);
  await app.ok('POST', `/campaigns/${first.id}/publish`);
  await app.ok('DELETE', `/campaigns/${hidden.id}`);
  expect((await app.api('DELETE', `/content/${used.id}`)).status).toBe(204);
  expect((await fetch(app.url + used.url)).status).toBe(401);
});

test('it is known which contents no campaign uses, where the others are, and which tags there are', async () => {
  const make = async (title: string, colour: string, tags: string[] = []) =>
    content(app, `uses ${title}.png`, await picture(colour, '64x36'), { title, tags: JSON.stringify(tags) });
  const [both, drafted, free] = [
    await make('both', 'tan', ['uses-a', 'uses-ã']),
    await make('drafted', 'plum', ['uses-a']),
    await make('free', 'teal'),
  ];
  const secret = await location(app, 'Secret');
  const first = await campaign(app, 'First', [free.id, both.id, both.id]);
  await campaign(app, 'Hidden', [both.id], { location_id: secret.id });
  await app.ok('PUT', `/campaigns/${first.id}/draft`, { items: [{ content_id: drafted.id }, { content_id: both.id }] });
  const other = await make('other', 'olive', ['uses-b']);

  const titled = async (query: string) =>
    (await app.ok<Page>('GET', `/content?sort=title&q=uses ${query}`)).items.map(({ title }) => title);
  expect(await titled('&unused=true')).toEqual(['other']);
  expect(await titled('&unused=false')).toEqual(['both', 'drafted', 'free']);
  expect(await titled('drafted&unused=false&tag=uses-a')).toEqual(['drafted']);
  expect((await app.ok<Page>('GET', '/content?q=uses&unused=true')).total).toBe(1);

  const ask = (token?: string) =>
    app.api<ContentUses>('GET', `/content/uses?ids=${both.id},${drafted.id},${other.id},999999`, undefined, token);
  const here = { id: first.id, name: 'First', total: 3 };
  const all = await ask();
  expect(all.body.items).toMatchObject([
    {
      content_id: both.id,
      campaigns: [
        { ...here, place: 2 },
        { name: 'Hidden', place: 1, total: 1 },
      ],
      hidden: 0,
    },
    { content_id: drafted.id, campaigns: [{ ...here, place: null }], hidden: 0 },
    { content_id: other.id, campaigns: [], hidden: 0 },
    { content_id: 999_999, campaigns: [], hidden: 0 },
  ]);
  const manager = await app.user('manager');
  const half = await ask(manager.token);
  expect(half.body.items[0]).toEqual({ content_id: both.id, campaigns: [{ ...here, place: 2 }], hidden: 1 });
  expect(JSON.stringify(half.body)).not.toContain('Hidden');
  for (const ids of ['', 'x', '1,', '0', Array.from({ length: 201 }, (_, at) => at + 1).join(',')])
    expect((await app.api('GET', `/content/uses?ids=${ids}`)).status, ids).toBe(400);
  const { items: tags } = await app.ok<{ items: { tag: string; count: number }[] }>('GET', '/content/tags');
  expect(tags.filter(({ tag }) => tag.startsWith('uses-'))).toEqual([
    { tag: 'uses-a', count: 2 },
    { tag: 'uses-ã', count: 1 },
    { tag: 'uses-b', count: 1 },
  ]);
  await app.ok('DELETE', `/campaigns/${first.id}`);
});

test('a new file takes the place of the old one where it is used, and keeps what was said of it', async () => {
  const old = await content(app, 'old.png', await picture('maroon', '60x34'), { title: 'Poster', tags: 'x' });
  await app.ok('PATCH', `/content/${old.id}`, { duration: 7 });
  const { id: campaign_id } = await campaign(app, 'Shows it', [old.id]);
  const by = await content(app, 'new.png', await picture('khaki', '128x70'), { title: 'Other' });
  const replace = (id: number, content_id: number) =>
    app.api<Content & Pick<Problem, 'code' | 'used_by'>>('POST', `/content/${id}/replace`, { content_id });

  expect((await replace(by.id, old.id)).body).toMatchObject({ code: 'in_use', used_by: [{ id: campaign_id }] });
  expect((await replace(old.id, old.id)).status).toBe(422);
  expect((await replace(old.id, 999_999)).status).toBe(404);
  await app.app.context.db.updateTable('content').set({ status: 'failed' }).where('id', '=', by.id).execute();
  expect((await replace(old.id, by.id)).status).toBe(409);
  await app.app.context.db.updateTable('content').set({ status: 'ready' }).where('id', '=', by.id).execute();

  const before = await stored();
  const { status, body } = await replace(old.id, by.id);
  const said = { id: old.id, title: 'Poster', tags: ['x'], duration: 7, created_at: old.created_at };
  expect([status, body]).toMatchObject([200, { ...said, filename: 'new.png', sha256: by.sha256, width: 128, status: 'ready' }]);
  expect((await app.api('GET', `/content/${by.id}`)).status).toBe(404);
  const [item] = (await app.ok<Campaign>('GET', `/campaigns/${campaign_id}`)).items;
  expect([item?.content_id, item?.content.url]).toEqual([old.id, body.url]);
  expect(
    createHash('sha256')
      .update(Buffer.from(await (await fetch(app.url + body.url)).arrayBuffer()))
      .digest('hex'),
  ).toBe(by.sha256);
  // The old file and its thumbnail went with the change, the new ones go with the content.
  expect(before.length - (await stored()).length).toBe(2);
  await app.ok('DELETE', `/campaigns/${campaign_id}`);
  await app.ok('DELETE', `/content/${old.id}`);
  expect(before.length - (await stored()).length).toBe(4);
});

test('equal files are kept once, each upload its own content, and the file goes with the last', async () => {
  const bytes = await picture('silver', '64x36');
  const [one, two] = [await content(app, 'one.png', bytes), await content(app, 'two.png', bytes)];
  expect(one.id).not.toBe(two.id);
  expect((await stored()).filter(name => name === one.sha256)).toHaveLength(1);
  await app.ok('DELETE', `/content/${one.id}`);
  expect((await fetch(app.url + two.url)).status).toBe(200);
  expect((await fetch(app.url + two.thumbnail_url)).status).toBe(200);
  const before = await stored();
  await app.ok('DELETE', `/content/${two.id}`);
  const after = await stored();
  expect(after).not.toContain(two.sha256);
  // The file and its thumbnail.
  expect(before.length - after.length).toBe(2);
});

test('uploading and removing the same bytes at once never loses a file that somebody uses', async () => {
  const own = await startApp();
  const bytes = await picture('ivory', '64x36');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept: Content[] = [];
  const lane = async () => {
    for (let round = 0; round < 12; round++) {
      const { body } = await upload(own, 'x.png', bytes);
      if (round % 4 === 3) kept.push(body);
      else await own.ok('DELETE', `/content/${body.id}`);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  expect(kept).toHaveLength(9);
  for (const { url } of kept) {
    const back = Buffer.from(await (await fetch(own.url + url)).arrayBuffer());
    expect(createHash('sha256').update(back).digest('hex')).toBe(sha256);
  }
  for (const { id } of kept) await own.ok('DELETE', `/content/${id}`);
  await expect.poll(() => stored(own)).toEqual([]);
  await own.close();
});

test('a folder that is named holds the files, and the data folder none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-media-'));
  const own = await startApp({ env: { MEDIA_STORAGE: `file:${folder}` } });
  const { url, sha256 } = await content(own, 'here.png', await picture('linen', '64x36'));
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  expect(files.map(({ name }) => name)).toContain(sha256);
  expect((await fetch(own.url + url)).status).toBe(200);
  expect(await readdir(own.config.dataDir)).not.toContain('media');
  await own.close();
  await rm(folder, { recursive: true });
});
