import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content, Editorial, EditorialItem, EditorialSnapshot, PlayerProgramme, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, location, player, schedule } from '../support/make.ts';
import { registered } from '../support/socket.ts';

/** For a busy machine; what is waited for comes much sooner. */
const patience = { timeout: 20_000 };

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const manual = (name: string, more: Record<string, unknown> = {}, of = app) =>
  of.ok<Editorial>('POST', '/editorials', { name, kind: 'manual', ...more });
const add = (id: number, title: string, more: Record<string, unknown> = {}, of = app) =>
  of.ok<EditorialItem>('POST', `/editorials/${id}/items`, { title, ...more });
const itemsOf = async (id: number, query = '') =>
  (await app.ok<{ items: EditorialItem[]; total: number }>('GET', `/editorials/${id}/items${query}`)).items;
const contentOf = ({ content_id }: Editorial, of = app) => of.ok<Content>('GET', `/content/${content_id}`);

/** The file that players would fetch. */
async function snapshot(editorial: Editorial, of = app): Promise<EditorialSnapshot> {
  const response = await fetch(of.url + (await contentOf(editorial, of)).url);
  expect(response.headers.get('content-type')).toContain('application/json');
  return (await response.json()) as EditorialSnapshot;
}

/** Hashes of every file the storage holds. */
async function stored(): Promise<string[]> {
  const names = await readdir(join(app.config.dataDir, 'media'), { recursive: true, withFileTypes: true });
  return names.filter(entry => entry.isFile()).map(entry => entry.name);
}

describe('an editorial by hand', () => {
  test('is made with what was said and the rest as usual, and read again the same', async () => {
    const made = await manual('Avisos 📣', { config: { seconds_per_item: 12, show_qr: true } });
    expect(made).toMatchObject({
      name: 'Avisos 📣',
      kind: 'manual',
      feed_url: null,
      feed: null,
      items_count: 0,
      config: { refresh_minutes: 30, max_items: 10, seconds_per_item: 12, show_qr: true },
    });
    expect(await app.ok('GET', `/editorials/${made.id}`)).toEqual(made);
    const patched = await app.ok<Editorial>('PATCH', `/editorials/${made.id}`, { name: 'Recados', config: { max_items: 3 } });
    expect(patched).toMatchObject({ name: 'Recados', config: { max_items: 3, seconds_per_item: 12, show_qr: true } });
    expect(Date.parse(patched.updated_at)).toBeGreaterThan(Date.parse(made.updated_at));
    expect((await app.api('DELETE', `/editorials/${made.id}`)).status).toBe(204);
    expect((await app.api('GET', `/editorials/${made.id}`)).status).toBe(404);
  });

  test('is found by name, sorted and paged, by kind too', async () => {
    for (const name of ['Zoológico', 'Ação do dia', 'ação de ontem']) await manual(name);
    await app.ok('POST', '/editorials', { name: 'Ação na rede', kind: 'feed', feed_url: 'https://192.0.2.1.invalid/x' });
    const names = async (query: string) =>
      (await app.ok<{ items: Editorial[] }>('GET', `/editorials?${query}`)).items.map(each => each.name);
    expect(await names('q=acao&kind=manual&sort=created_at')).toEqual(['Ação do dia', 'ação de ontem']);
    expect(await names('q=acao&kind=feed')).toEqual(['Ação na rede']);
    expect((await names('sort=name'))[0]).toBe('ação de ontem');
    expect(await names('sort=name&per_page=2&page=2')).toHaveLength(2);
    expect((await app.api('GET', '/editorials?sort=feed_etag')).status).toBe(400);
  });

  test.each([
    ['without a kind', { name: 'x' }, 422],
    ['of another kind', { name: 'x', kind: 'weather' }, 422],
    ['by hand with a feed', { name: 'x', kind: 'manual', feed_url: 'https://x.example/' }, 422],
    ['a feed without address', { name: 'x', kind: 'feed' }, 422],
    ['a feed from a file', { name: 'x', kind: 'feed', feed_url: 'file:///etc/passwd' }, 422],
    ['a feed with a password', { name: 'x', kind: 'feed', feed_url: 'https://a:b@x.example/' }, 422],
    ['a feed on this machine', { name: 'x', kind: 'feed', feed_url: 'http://127.0.0.1:5000/' }, 422],
    ['a feed from the metadata service', { name: 'x', kind: 'feed', feed_url: 'http://[::ffff:169.254.169.254]/latest' }, 422],
    ['a feed in octal', { name: 'x', kind: 'feed', feed_url: 'http://0177.1/' }, 422],
    ['read every second', { name: 'x', kind: 'manual', config: { refresh_minutes: 1 } }, 422],
    ['with 51 items', { name: 'x', kind: 'manual', config: { max_items: 51 } }, 422],
    ['with an unknown field', { name: 'x', kind: 'manual', html: '<b>' }, 400],
    ['with an unknown setting', { name: 'x', kind: 'manual', config: { script: 'x' } }, 400],
  ])('%s is refused', async (_, body, status) => {
    expect((await app.api('POST', '/editorials', body)).status).toBe(status);
  });

  test('keeps its kind, and takes no feed afterwards', async () => {
    const { id } = await manual('Fica');
    expect((await app.api('PATCH', `/editorials/${id}`, { kind: 'feed' })).status).toBe(400);
    expect((await app.api('PATCH', `/editorials/${id}`, { feed_url: 'https://x.example/' })).status).toBe(422);
    expect((await app.api('POST', `/editorials/${id}/refresh`)).status).toBe(409);
  });
});

describe('items', () => {
  test('are added at the end, changed, moved and removed, each with its trace', async () => {
    const editorial = await manual('Itens');
    const { id } = editorial;
    const first = await add(id, 'Um', { body: 'corpo', link: 'https://x.example/1', published_at: '2026-03-05T11:00:00Z' });
    const second = await add(id, 'Dois');
    const third = await add(id, 'Três');
    expect(first).toMatchObject({
      position: 0,
      source: 'manual',
      body: 'corpo',
      link: 'https://x.example/1',
      published_at: '2026-03-05T11:00:00Z',
    });
    const patched = await app.ok<EditorialItem>('PATCH', `/editorials/${id}/items/${first.id}`, { title: 'Primeiro', body: null });
    expect(patched).toMatchObject({ title: 'Primeiro', body: null, link: 'https://x.example/1' });
    const ids = [third.id, first.id, second.id];
    expect(await app.ok<Editorial>('PUT', `/editorials/${id}/items/order`, { ids })).toMatchObject({ id, items_count: 3 });
    expect((await itemsOf(id)).map(item => item.id)).toEqual(ids);
    expect((await itemsOf(id, '?per_page=2&page=2')).map(item => item.id)).toEqual([second.id]);
    expect((await snapshot(editorial)).items.map(item => item.title)).toEqual(['Três', 'Primeiro', 'Dois']);
    expect((await app.api('DELETE', `/editorials/${id}/items/${third.id}`)).status).toBe(204);
    expect((await snapshot(editorial)).items.map(item => item.title)).toEqual(['Primeiro', 'Dois']);
    const { db } = app.app.context;
    const rows = await db.selectFrom('audit_log').select(['action', 'resource', 'title']).orderBy('id', 'desc').limit(7).execute();
    expect(rows.reverse().map(row => `${row.action} ${row.resource} ${row.title}`)).toEqual([
      'create editorial Itens',
      'create editorial_item Um',
      'create editorial_item Dois',
      'create editorial_item Três',
      'update editorial_item Primeiro',
      'update editorial Itens',
      'delete editorial_item Três',
    ]);
  });

  test('take an order only that names all of them, each once', async () => {
    const { id } = await manual('Ordem');
    const [a, b] = [await add(id, 'a'), await add(id, 'b')];
    const elsewhere = await add((await manual('Outro')).id, 'c');
    for (const ids of [[a.id], [a.id, a.id], [a.id, b.id, b.id], [a.id, b.id, elsewhere.id], [a.id, elsewhere.id], []])
      expect((await app.api('PUT', `/editorials/${id}/items/order`, { ids })).status, JSON.stringify(ids)).toBe(409);
    expect((await itemsOf(id)).map(item => item.id)).toEqual([a.id, b.id]);
  });

  test('are found only under their own editorial', async () => {
    const [one, other] = [await manual('Este'), await manual('Aquele')];
    const item = await add(one.id, 'x');
    expect((await app.api('PATCH', `/editorials/${other.id}/items/${item.id}`, { title: 'y' })).status).toBe(404);
    expect((await app.api('DELETE', `/editorials/${other.id}/items/${item.id}`)).status).toBe(404);
    expect((await app.api('GET', '/editorials/999999/items')).status).toBe(404);
    expect((await app.api('POST', '/editorials/999999/items', { title: 'x' })).status).toBe(404);
  });

  test.each([
    ['no title', { body: 'x' }, 400],
    ['a long title', { title: 'x'.repeat(301) }, 422],
    ['a link that runs', { title: 'x', link: 'javascript:alert(1)' }, 422],
    ['a date that is none', { title: 'x', expires_at: 'tomorrow' }, 422],
    ['NUL', { title: 'x\u0000' }, 422],
    ['an unknown field', { title: 'x', image: 'https://x.example/a.png' }, 400],
  ])('with %s are refused', async (_, body, status) => {
    const { id } = await manual('Recusa');
    expect((await app.api('POST', `/editorials/${id}/items`, body)).status).toBe(status);
  });

  test('changed by two people at once: the second is told', async () => {
    const { id } = await manual('Dois ao mesmo tempo');
    const item = await add(id, 'x');
    const change = (title: string, tag: string) =>
      fetch(`${app.url}/api/editorials/${id}/items/${item.id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json', 'if-match': tag },
        body: JSON.stringify({ title }),
      });
    const tag = (await app.api('PATCH', `/editorials/${id}/items/${item.id}`, { title: 'y' })).headers.get('etag') ?? '';
    expect((await change('z', tag)).status).toBe(200);
    expect((await change('late', tag)).status).toBe(412);
  });
});

test('viewers read, managers write', async () => {
  const [viewer, manager] = [await app.user('viewer'), await app.user('manager')];
  const { id } = await manual('Papéis');
  const item = await add(id, 'x');
  const reads = ['/editorials', `/editorials/${id}`, `/editorials/${id}/items`];
  for (const path of reads) expect((await app.api('GET', path, undefined, viewer.token)).status).toBe(200);
  for (const path of reads) expect((await app.api('GET', path, undefined, null)).status).toBe(401);
  const writes: [string, string, unknown][] = [
    ['POST', '/editorials', { name: 'x', kind: 'manual' }],
    ['PATCH', `/editorials/${id}`, { name: 'y' }],
    ['POST', `/editorials/${id}/refresh`, undefined],
    ['POST', '/editorials/preview', { feed_url: 'https://x.example/' }],
    ['POST', `/editorials/${id}/items`, { title: 'x' }],
    ['PATCH', `/editorials/${id}/items/${item.id}`, { title: 'y' }],
    ['PUT', `/editorials/${id}/items/order`, { ids: [item.id] }],
    ['DELETE', `/editorials/${id}/items/${item.id}`, undefined],
    ['DELETE', `/editorials/${id}`, undefined],
  ];
  for (const [method, path, body] of writes) {
    expect((await app.api(method, path, body, viewer.token)).status, `${method} ${path}`).toBe(403);
    expect((await app.api(method, path, body, null)).status, `${method} ${path}`).toBe(401);
  }
  expect((await app.api('PATCH', `/editorials/${id}`, { name: 'y' }, manager.token)).status).toBe(200);
  expect((await app.api('DELETE', `/editorials/${id}`, undefined, manager.token)).status).toBe(204);
});

describe('on screens', () => {
  test('is a content with a file of its own, which follows name, settings and items', async () => {
    const editorial = await manual('Vitrine');
    expect(await contentOf(editorial)).toMatchObject({
      type: 'editorial',
      title: 'Vitrine',
      status: 'processing',
      mime_type: 'application/json',
    });
    await add(editorial.id, 'A', { body: 'corpo', link: 'https://x.example/', published_at: '2026-03-05T11:00:00Z' });
    await add(editorial.id, 'B');
    const before = await contentOf(editorial);
    expect(before).toMatchObject({ status: 'ready', duration: 16 });
    expect(await snapshot(editorial)).toEqual({
      name: 'Vitrine',
      theme: 'notice',
      source: null,
      config: { seconds_per_item: 8, show_qr: false, items_per_slide: 1 },
      items: [
        { title: 'A', body: 'corpo', link: 'https://x.example/', published_at: '2026-03-05T11:00:00Z' },
        { title: 'B', body: null, link: null, published_at: null },
      ],
    });
    await app.ok('PATCH', `/editorials/${editorial.id}`, { name: 'Vitrine nova', config: { seconds_per_item: 5, max_items: 1 } });
    const after = await contentOf(editorial);
    expect(after).toMatchObject({ title: 'Vitrine nova', duration: 5 });
    expect(after.sha256).not.toBe(before.sha256);
    expect((await snapshot(editorial)).items).toHaveLength(1);
    // The file of before went with its last user.
    expect(await stored()).not.toContain(before.sha256);
    expect(await stored()).toContain(after.sha256);
  });

  test('a change that screens do not show gives them nothing to fetch', async () => {
    const editorial = await manual('Igual');
    await add(editorial.id, 'x');
    const { sha256 } = await contentOf(editorial);
    await app.ok('PATCH', `/editorials/${editorial.id}`, { config: { refresh_minutes: 60 } });
    expect((await contentOf(editorial)).sha256).toBe(sha256);
  });

  test('a player is told of a change by a new programme version and fetches the new file', async () => {
    const editorial = await manual('Ao vivo');
    const shop = await location(app, 'Loja');
    const screen = await player(app, 'Tela', shop.id);
    const shown = await campaign(app, 'Campanha', [editorial.content_id]);
    await schedule(app, shown.id, shop.id);
    const device = await registered(app, screen.player_key);
    // Nothing to show yet: no programme holds it.
    expect((await device.next('programme_update')).contents).toEqual([]);
    await add(editorial.id, 'Chegou');
    const update = await device.next('programme_update');
    const [file] = update.contents;
    expect(file).toMatchObject({ id: editorial.content_id, type: 'editorial', title: 'Ao vivo' });
    expect(update.campaigns[0]?.items).toMatchObject([{ content_id: editorial.content_id, duration: 8 }]);
    const response = await fetch(app.url + file?.url, { headers: { authorization: `Bearer ${device.token}` } });
    expect(((await response.json()) as EditorialSnapshot).items[0]?.title).toBe('Chegou');
    await add(editorial.id, 'Mais um');
    const next = await device.next('programme_update');
    expect(next.version).not.toBe(update.version);
    expect(next.contents[0]?.sha256).not.toBe(file?.sha256);
    const known = await app.ok<PlayerProgramme>('GET', `/players/${screen.id}/programme`);
    expect(JSON.stringify(known)).toContain(next.version);
    device.close();
  });

  test('is changed and removed where it belongs, not as a content', async () => {
    const editorial = await manual('Dono');
    for (const answer of [
      await app.api<Problem>('PATCH', `/content/${editorial.content_id}`, { title: 'x' }),
      await app.api<Problem>('DELETE', `/content/${editorial.content_id}`),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ used_by: [{ resource: 'editorial', id: editorial.id, name: 'Dono' }] });
    }
    expect(await contentOf(editorial)).toMatchObject({ title: 'Dono' });
  });

  test('stays while a campaign shows it, then goes with content, items and file', async () => {
    const editorial = await manual('Em uso');
    await add(editorial.id, 'x');
    const { sha256 } = await contentOf(editorial);
    const shown = await campaign(app, 'Usa', [editorial.content_id]);
    const refused = await app.api<Problem>('DELETE', `/editorials/${editorial.id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.used_by).toEqual([{ resource: 'campaign', id: shown.id, name: 'Usa' }]);
    expect(await itemsOf(editorial.id)).toHaveLength(1);
    await app.ok('DELETE', `/campaigns/${shown.id}`);
    expect((await app.api('DELETE', `/editorials/${editorial.id}`)).status).toBe(204);
    expect((await app.api('GET', `/content/${editorial.content_id}`)).status).toBe(404);
    expect(await stored()).not.toContain(sha256);
    const left = await app.app.context.db.selectFrom('editorial_items').selectAll().where('editorial_id', '=', editorial.id).execute();
    expect(left).toEqual([]);
  });

  test('many changes at once end in one file that says what the rows say', async () => {
    const editorial = await manual('Pressa', { config: { max_items: 50 } });
    await Promise.all(Array.from({ length: 12 }, (_, i) => add(editorial.id, `n${i}`)));
    const titles = (await itemsOf(editorial.id)).map(item => item.title);
    expect(new Set(titles).size).toBe(12);
    expect((await snapshot(editorial)).items.map(item => item.title)).toEqual(titles);
  });
});

test('an item leaves the screens when it expires, without anyone asking, also over a restart', async () => {
  const clock = testClock('2026-03-05T10:00:00Z');
  let own = await startApp({ clock });
  const editorial = await manual('Validade', {}, own);
  await add(editorial.id, 'curto', { expires_at: '2026-03-05T11:00:00Z' }, own);
  await add(editorial.id, 'médio', { expires_at: '2026-03-05T12:00:00Z' }, own);
  await add(editorial.id, 'longo', {}, own);
  const titles = async () => (await snapshot(editorial, own)).items.map(item => item.title);
  expect(await titles()).toEqual(['curto', 'médio', 'longo']);
  clock.moveTo(Date.parse('2026-03-05T10:59:59Z'));
  expect(await titles()).toEqual(['curto', 'médio', 'longo']);
  clock.moveTo(Date.parse('2026-03-05T11:00:00Z'));
  await expect.poll(titles, patience).toEqual(['médio', 'longo']);
  await own.stop();
  clock.moveTo(Date.parse('2026-03-05T12:30:00Z'));
  own = await own.restart();
  expect(await titles()).toEqual(['longo']);
  expect((await own.ok<Editorial>('GET', `/editorials/${editorial.id}`)).items_count).toBe(3);
  await own.close();
});
