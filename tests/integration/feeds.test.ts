import { gzipSync } from 'node:zlib';
import type { Content, Editorial, EditorialItem, EditorialPreview, EditorialRefresh, EditorialSnapshot, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { type FeedServer, feedServer, onlyHere, rss } from '../support/feeds.ts';

/** For a busy machine; what is waited for comes much sooner. */
const patience = { timeout: 20_000 };

let app: TestApp;
let feeds: FeedServer;
const clock = testClock('2026-03-05T10:00:00Z');
beforeAll(async () => {
  feeds = await feedServer();
  const names = { 'inside.example': ['10.0.0.7'], 'mixed.example': ['127.0.0.1', '192.168.1.1'], 'mapped.example': ['::ffff:127.0.0.1'] };
  app = await startApp({ clock, fetchRules: onlyHere(names, { timeLimit: 2000 }) });
});
afterAll(async () => {
  await app.close();
  await feeds.close();
});

let paths = 0;
/** A path of its own for each test. */
const path = () => `/feed-${++paths}`;

const read = (id: number) => app.ok<Editorial>('GET', `/editorials/${id}`);
const itemsOf = async (id: number) => (await app.ok<{ items: EditorialItem[] }>('GET', `/editorials/${id}/items`)).items;
const refresh = (id: number) => app.ok<EditorialRefresh>('POST', `/editorials/${id}/refresh`);
const askedFor = (at: string) => feeds.asked.filter(each => each.path === at);

/** A feed's editorial whose first reading has ended. */
async function feed(feed_url: string, config: Record<string, unknown> = {}): Promise<Editorial> {
  const { id } = await app.ok<Editorial>('POST', '/editorials', { name: feed_url.slice(-40), kind: 'feed', feed_url, config });
  const ended = async () => {
    const { feed: state, items_count, content_id } = await read(id);
    if (items_count === 0) return state !== null && (state.fetched_at !== null || state.error !== null);
    // The file follows the rows.
    return (await app.ok<Content>('GET', `/content/${content_id}`)).status === 'ready';
  };
  await expect.poll(ended, patience).toBe(true);
  return read(id);
}

async function snapshot({ content_id }: Editorial): Promise<EditorialSnapshot> {
  const { url } = await app.ok<{ url: string }>('GET', `/content/${content_id}`);
  return (await (await fetch(app.url + url)).json()) as EditorialSnapshot;
}

describe('a feed', () => {
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>Chuva</title><summary>Hoje</summary><updated>2026-03-05T09:00:00Z</updated></entry></feed>';
  const json = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'x',
    items: [{ id: '1', title: 'Chuva', content_text: 'Hoje' }],
  });
  test.each([
    ['RSS', rss([{ title: 'Chuva', text: '<p>Hoje</p>' }]), 'application/rss+xml'],
    ['Atom', atom, 'application/atom+xml'],
    ['JSON Feed', json, 'application/feed+json'],
    ['packed RSS', gzipSync(rss([{ title: 'Chuva', text: 'Hoje' }])), 'gzip'],
  ])('in %s is read by itself once it is added, and shown', async (_, source, type) => {
    const at = path();
    if (type === 'gzip') feeds.serve(at, (_request, response) => response.setHeader('content-encoding', 'gzip').end(source));
    else feeds.serve(at, source, type);
    const editorial = await feed(feeds.url + at);
    expect(editorial).toMatchObject({ items_count: 1, feed: { error: null, failures: 0 } });
    expect(await itemsOf(editorial.id)).toMatchObject([{ title: 'Chuva', body: 'Hoje', source: 'feed', position: 0 }]);
    expect((await snapshot(editorial)).items).toMatchObject([{ title: 'Chuva', body: 'Hoje' }]);
    expect(askedFor(at)[0]?.headers['user-agent']).toMatch(/^TVS\//);
  });

  test('keeps the ids of items that stay, and changes only what changed', async () => {
    const at = path();
    feeds.serve(
      at,
      rss([
        { guid: 'a', title: 'A' },
        { guid: 'b', title: 'B' },
        { guid: 'c', title: 'C' },
      ]),
    );
    const { id } = await feed(feeds.url + at);
    const [a, b, c] = await itemsOf(id);
    clock.advance(1000);
    feeds.serve(
      at,
      rss([
        { guid: 'new', title: 'New' },
        { guid: 'b', title: 'B, changed' },
        { guid: 'a', title: 'A' },
      ]),
    );
    expect((await refresh(id)).outcome).toBe('changed');
    const after = await itemsOf(id);
    expect(after.map(item => [item.title, item.position])).toEqual([
      ['New', 0],
      ['B, changed', 1],
      ['A', 2],
    ]);
    expect([after[1]?.id, after[2]?.id]).toEqual([b?.id, a?.id]);
    expect(after[2]?.updated_at).toBe(a?.updated_at);
    expect(after[1]?.updated_at).not.toBe(b?.updated_at);
    expect(after.map(item => item.id)).not.toContain(c?.id);
  });

  test('that did not change costs its server no body and screens no file', async () => {
    const at = path();
    feeds.serve(at, (request, response) => {
      const same = request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'Thu, 05 Mar 2026 09:00:00 GMT';
      if (same) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"', 'last-modified': 'Thu, 05 Mar 2026 09:00:00 GMT' }).end(rss([{ title: 'A' }]));
    });
    const { id, content_id } = await feed(feeds.url + at);
    const content = await app.ok('GET', `/content/${content_id}`);
    clock.advance(1000);
    const again = await refresh(id);
    expect(again).toMatchObject({
      outcome: 'unchanged',
      error: null,
      editorial: { items_count: 1, feed: { fetched_at: new Date(clock.now()).toISOString().replace('.000Z', 'Z') } },
    });
    expect(await app.ok('GET', `/content/${content_id}`)).toMatchObject({ sha256: content.sha256, updated_at: content.updated_at });
    expect(askedFor(at)[1]?.headers).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'Thu, 05 Mar 2026 09:00:00 GMT' });
    // More items than before are wanted: the answer of before no longer does.
    await app.ok('PATCH', `/editorials/${id}`, { config: { max_items: 20 } });
    await expect.poll(() => askedFor(at).length, patience).toBe(3);
    expect(askedFor(at)[2]?.headers['if-none-match']).toBeUndefined();
  });

  test('that fails keeps its last good items and its error, and heals', async () => {
    const at = path();
    feeds.serve(at, rss([{ title: 'Good' }]));
    const editorial = await feed(feeds.url + at);
    feeds.serve(at, (_, response) => response.writeHead(503).end());
    expect(await refresh(editorial.id)).toMatchObject({ outcome: 'failed', error: 'The server answered 503.' });
    feeds.serve(at, 'no feed');
    const failed = await refresh(editorial.id);
    expect(failed.editorial.feed).toMatchObject({
      failures: 2,
      error: 'There is no RSS, Atom or JSON Feed at this address.',
      fetched_at: editorial.feed?.fetched_at,
    });
    expect((await snapshot(editorial)).items).toMatchObject([{ title: 'Good' }]);
    feeds.serve(at, rss([{ title: 'Better' }]));
    expect((await refresh(editorial.id)).editorial.feed).toMatchObject({ failures: 0, error: null });
    expect((await snapshot(editorial)).items).toMatchObject([{ title: 'Better' }]);
  });

  test('shows at most as many as it is to, the newest', async () => {
    const at = path();
    feeds.serve(
      at,
      rss(Array.from({ length: 30 }, (_, i) => ({ title: `n${i}`, date: new Date(Date.UTC(2026, 0, i + 1)).toUTCString() }))),
    );
    const { id } = await feed(feeds.url + at, { max_items: 3 });
    expect((await itemsOf(id)).map(item => item.title)).toEqual(['n29', 'n28', 'n27']);
  });

  test('its items are not changed by hand', async () => {
    const at = path();
    feeds.serve(at, rss([{ title: 'A' }]));
    const { id } = await feed(feeds.url + at);
    const [item] = await itemsOf(id);
    expect((await app.api('POST', `/editorials/${id}/items`, { title: 'x' })).status).toBe(409);
    expect((await app.api('PATCH', `/editorials/${id}/items/${item?.id}`, { title: 'x' })).status).toBe(409);
    expect((await app.api('DELETE', `/editorials/${id}/items/${item?.id}`)).status).toBe(409);
    expect((await app.api('PUT', `/editorials/${id}/items/order`, { ids: [item?.id] })).status).toBe(409);
  });

  test('of another address is read anew, the items of before stay until then', async () => {
    const [one, other] = [path(), path()];
    feeds.serve(one, rss([{ title: 'One' }]));
    feeds.serve(other, (_, response) => response.writeHead(404).end());
    const { id } = await feed(feeds.url + one);
    await app.ok('PATCH', `/editorials/${id}`, { feed_url: feeds.url + other });
    await expect.poll(async () => (await read(id)).feed?.error, patience).toBe('The server answered 404.');
    expect((await itemsOf(id)).map(item => item.title)).toEqual(['One']);
    feeds.serve(other, rss([{ title: 'Other' }]));
    await refresh(id);
    expect((await itemsOf(id)).map(item => item.title)).toEqual(['Other']);
  });
});

const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
describe('what a hostile or broken feed does', () => {
  test.each<[string, Parameters<FeedServer['serve']>[1], string]>([
    ['billion laughs', `<!DOCTYPE rss [<!ENTITY l0 "ha">${lol}]>${rss([{ title: 'x' }])}`, 'document type definition'],
    ['a file by entity', `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss([{ title: 'x' }])}`, 'document type definition'],
    ['an unknown charset', '<?xml version="1.0" encoding="x-klingon"?><rss version="2.0"></rss>', 'x-klingon'],
    ['a hang', () => undefined, 'took longer'],
    ['a body that never ends', (_, response) => void response.write('<rss>'), 'took longer'],
    ['3 MiB', Buffer.alloc(3 * 2 ** 20, 32), 'larger than 2048 KiB'],
    ['a gzip bomb', (_, response) => void response.setHeader('content-encoding', 'gzip').end(bomb), 'larger than 2048 KiB'],
    [
      'a redirect to this machine by another address',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.2/' }).end(),
      'public internet',
    ],
    ['a redirect to localhost', (_, response) => void response.writeHead(302, { location: 'http://localhost/' }).end(), 'public internet'],
    [
      'a redirect to the metadata service',
      (_, response) => void response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
      'public internet',
    ],
    [
      'a redirect to it in decimal',
      (_, response) => void response.writeHead(301, { location: 'http://2852039166/' }).end(),
      'public internet',
    ],
    [
      'a redirect to a mapped address',
      (_, response) => void response.writeHead(301, { location: 'http://[::ffff:a9fe:a9fe]/' }).end(),
      'public internet',
    ],
    ['a redirect to a file', (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), 'begins with http'],
    [
      'a redirect to gopher',
      (_, response) => void response.writeHead(302, { location: 'gopher://127.0.0.1:6379/_flushall' }).end(),
      'begins with http',
    ],
    [
      'a redirect to a name that lies inside',
      (_, response) => void response.writeHead(302, { location: 'http://inside.example/' }).end(),
      'public internet',
    ],
    [
      'redirects without end',
      (request, response) => void response.writeHead(302, { location: request.url ?? '' }).end(),
      'more than 5 times',
    ],
  ])('%s ends as an error in words, with nothing stored', async (_, answer, words) => {
    const at = path();
    feeds.serve(at, answer);
    const editorial = await feed(feeds.url + at);
    expect(editorial.feed?.error).toContain(words);
    expect(editorial).toMatchObject({ items_count: 0, feed: { failures: 1, fetched_at: null } });
  });

  test.each([
    ['inside the network', 'inside.example'],
    ['partly inside', 'mixed.example'],
    ['mapped into IPv6', 'mapped.example'],
    ['nowhere', 'unknown.example'],
  ])('a name that stands for an address %s is not asked', async (_, name) => {
    const before = feeds.asked.length;
    const editorial = await feed(`http://${name}:${new URL(feeds.url).port}/`);
    expect(editorial.feed?.error).toMatch(name === 'unknown.example' ? /no server of this name/ : /public internet/);
    expect(feeds.asked).toHaveLength(before);
  });

  test('scripts, pictures and addresses in its HTML reach no screen', async () => {
    const at = path();
    const text =
      '<p>Hi <b>there</b></p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">here</a> 🎉\u0007';
    feeds.serve(at, rss([{ title: '<img src=x onerror=alert(1)>Title', text, link: 'javascript:alert(1)' }]));
    const editorial = await feed(feeds.url + at);
    expect((await snapshot(editorial)).items).toEqual([{ title: 'Title', body: 'Hi there\n\nhere 🎉', link: null, published_at: null }]);
  });

  test('no error tells of addresses inside', async () => {
    const { db } = app.app.context;
    const errors = (await db.selectFrom('editorials').select('feed_error').execute()).map(row => row.feed_error).join(' ');
    expect(errors).not.toMatch(/10\.0\.0\.7|192\.168|ECONN|node:|\/work/);
  });
});

describe('a preview', () => {
  test('shows what would come and stores nothing', async () => {
    const at = path();
    feeds.serve(at, rss([{ title: 'A', text: 'a', date: 'Thu, 05 Mar 2026 09:00:00 GMT' }], 'Jornal'));
    const { db } = app.app.context;
    const count = async () => (await db.selectFrom('editorials').select('id').execute()).length;
    const before = await count();
    expect(await app.ok<EditorialPreview>('POST', '/editorials/preview', { feed_url: feeds.url + at })).toEqual({
      title: 'Jornal',
      items: [{ title: 'A', body: 'a', link: null, published_at: '2026-03-05T09:00:00Z' }],
    });
    expect(await count()).toBe(before);
  });

  test.each([
    ['that lies inside', 'http://inside.example/'],
    ['of this machine', 'http://127.0.0.3/'],
    ['that is no feed', null],
  ])('of an address %s names the field', async (_, feed_url) => {
    const at = path();
    feeds.serve(at, '<html></html>');
    const answer = await app.api<Problem>('POST', '/editorials/preview', { feed_url: feed_url ?? feeds.url + at });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'feed_url']);
  });

  test('is not to be had without end, by one person', async () => {
    const [one, other] = [await app.user('manager'), await app.user('manager')];
    const ask = (token: string) => app.api<Problem>('POST', '/editorials/preview', { feed_url: 'http://127.0.0.9/' }, token);
    for (let i = 0; i < 30; i++) expect((await ask(one.token)).status).toBe(422);
    const refused = await ask(one.token);
    expect([refused.status, (refused.body.retry_after ?? 0) > 0]).toEqual([429, true]);
    expect((await ask(other.token)).status).toBe(422);
  });
});
