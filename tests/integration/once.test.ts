import type { Campaign, Content, PlayerWithKey, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, location, upload } from '../support/make.ts';
import { posterBytes } from '../support/world.ts';

const clock = testClock(Date.now());
const secret = 'of both nodes, which share a database';
const env = { SECRET_KEY: secret, JWT_SECRET_KEY: secret };
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ clock, env });
});
afterAll(() => app.close());

const day = 86_400_000;
const fresh = () => crypto.randomUUID();

interface Sent {
  key?: string;
  at?: TestApp;
  token?: string;
  headers?: Record<string, string>;
}

/** One POST as a program sends it. */
async function post<T = Campaign & Problem>(path: string, body: unknown, { key, at = app, token = app.token, headers = {} }: Sent = {}) {
  const form = body instanceof FormData;
  const answer = await fetch(`${at.url}/api${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const replayed = answer.headers.get('idempotent-replayed');
  return { status: answer.status, body: (await answer.json()) as T, replayed, headers: answer.headers };
}

const named = async (name: string) => (await app.ok<{ total: number }>('GET', `/campaigns?q=${encodeURIComponent(name)}`)).total;

/** As a server leaves it that was killed between its commit and its answer, a while ago. */
const loseAnswers = () =>
  app.app.context.db
    .updateTable('idempotency_keys')
    .set({ status: null, answer: null, created_at: clock.now() - 60_000 })
    .execute();

test('sent again with its key, a request is answered as the first time and nothing more is made', async () => {
  const key = fresh();
  const first = await post('/campaigns', { name: 'Uma só' }, { key });
  // Quotation marks are the draft's, and the order of fields is nobody's wish.
  const second = await post('/campaigns', { priority: 0, name: 'Uma só' }, { key: `"${key}"` });
  expect([first.status, first.replayed, second.status, second.replayed]).toEqual([201, null, 201, 'true']);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(await named('Uma só')).toBe(1);
  // Other keys, and none, are other wishes.
  expect((await post('/campaigns', { name: 'Uma só' }, { key: fresh() })).replayed).toBeNull();
  await post('/campaigns', { name: 'Uma só' });
  expect(await named('Uma só')).toBe(3);
});

test('a key stands for one body of one user at one address', async () => {
  const key = fresh();
  const { body } = await post('/campaigns', { name: 'Chave' }, { key });
  const other = await post('/campaigns', { name: 'Outra' }, { key });
  expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
  const admin = await app.user('admin');
  const theirs = await post('/campaigns', { name: 'Outra' }, { key, token: admin.token });
  expect([theirs.status, theirs.replayed]).toEqual([201, null]);
  expect((await post('/locations', { name: 'Outro endereço' }, { key })).replayed).toBeNull();
  expect([await named('Outra'), (await post('/campaigns', { name: 'Chave' }, { key })).body.id]).toEqual([1, body.id]);
});

test('what is no key is refused before anything is made', async () => {
  for (const key of ['""', '', 'a b', 'ç', 'a,b', 'x'.repeat(256), '"half']) {
    const answer = await post('/campaigns', { name: 'Sem chave' }, { key });
    expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'invalid']);
  }
  expect(await named('Sem chave')).toBe(0);
  expect((await post('/campaigns', { name: 'Com chave' }, { key: 'x'.repeat(255) })).status).toBe(201);
});

test('what was refused changed nothing and is not kept: put right, it goes with the same key', async () => {
  const key = fresh();
  expect((await post('/campaigns', { name: 'Certa', content_order: [987_654] }, { key })).status).toBe(422);
  const right = await post('/campaigns', { name: 'Certa' }, { key });
  expect([right.status, right.replayed]).toEqual([201, null]);
});

test('of twelve that come at once one makes it, and all are told of that one', async () => {
  const key = fresh();
  const all = await Promise.all(Array.from({ length: 12 }, () => post('/campaigns', { name: 'Corrida' }, { key })));
  expect(new Set(all.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(all.filter(({ replayed }) => replayed === null)).toHaveLength(1);
  expect(await named('Corrida')).toBe(1);
});

test.runIf(process.env.TVS_TEST_DATABASE === 'mariadb')('of two nodes on one database one makes it', async () => {
  const { database } = app.config;
  const other = await startApp({ clock, env: { ...env, DATABASE_URL: database.dialect === 'mysql' ? database.url : '' } });
  try {
    for (let round = 0; round < 10; round++) {
      const [key, name] = [fresh(), `Nós ${round}`];
      const all = await Promise.all([app, other, app, other].map(at => post('/campaigns', { name }, { key, at })));
      expect(new Set(all.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
      expect(all.filter(({ replayed }) => replayed === null)).toHaveLength(1);
      expect(await named(name)).toBe(1);
    }
  } finally {
    await other.close();
  }
});

test('a publish that is sent again says that it was published, though there is no draft any more', async () => {
  const { id } = await campaign(app, 'Publicada');
  const draft = await app.api('PUT', `/campaigns/${id}/draft`, { items: [] });
  const sent = { key: fresh(), headers: { 'if-match': draft.headers.get('etag') ?? '' } };
  const first = await post(`/campaigns/${id}/publish`, undefined, sent);
  const second = await post(`/campaigns/${id}/publish`, undefined, sent);
  expect([first.status, second.status, second.replayed]).toEqual([200, 200, 'true']);
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  // Made on another version, it is another wish.
  const later = { ...sent, headers: { 'if-match': first.headers.get('etag') ?? '' } };
  expect((await post(`/campaigns/${id}/publish`, undefined, later)).body.code).toBe('key_reused');
  expect((await post(`/campaigns/${id}/publish`, undefined, {})).status).toBe(409);
});

test('an answer that was lost with the server is made anew from what is there, or said to be lost; nothing is made twice', async () => {
  const [key, keyed] = [fresh(), fresh()];
  const { id: location_id } = await location(app, 'Loja');
  const first = await post('/campaigns', { name: 'Perdida' }, { key });
  const shop = { name: 'Tela', location_id };
  const player = await post<PlayerWithKey>('/players', shop, { key: keyed });
  await loseAnswers();
  await app.ok('PATCH', `/campaigns/${first.body.id}`, { description: 'mudada depois' });
  const again = await post('/campaigns', { name: 'Perdida' }, { key });
  expect([again.status, again.replayed, again.body.id, again.body.description]).toEqual([201, 'true', first.body.id, 'mudada depois']);
  const lost = await post<Problem>('/players', shop, { key: keyed });
  expect([lost.status, lost.body.code, lost.body.detail]).toEqual([
    409,
    'answer_lost',
    expect.stringContaining(`(player ${player.body.id})`),
  ]);
  await app.ok('DELETE', `/campaigns/${first.body.id}`);
  expect((await post('/campaigns', { name: 'Perdida' }, { key })).body.code).toBe('answer_lost');
  expect(await named('Perdida')).toBe(0);
});

test('who lost a place is not told again what they made there', async () => {
  const [mine, theirs] = [await location(app, 'Minha'), await location(app, 'Deles')];
  const manager = await app.user('manager', [mine.id]);
  const [wish, body] = [
    { key: fresh(), token: manager.token },
    { name: 'Da loja', location_id: mine.id },
  ];
  expect((await post('/campaigns', body, wish)).status).toBe(201);
  await app.ok('PATCH', `/users/${manager.id}`, { location_ids: [theirs.id] });
  expect((await post('/campaigns', body, wish)).body.code).toBe('answer_lost');
  expect(await named('Da loja')).toBe(1);
});

test('what an answer says once is said again by its key, and lies readable nowhere', async () => {
  const { id: location_id } = await location(app, 'Loja da chave');
  const sent = { key: fresh() };
  const first = await post<PlayerWithKey>('/players', { name: 'Tela nova', location_id }, sent);
  const again = await post<PlayerWithKey>('/players', { name: 'Tela nova', location_id }, sent);
  expect(again.body.player_key).toBe(first.body.player_key);
  const rows = JSON.stringify(await app.app.context.db.selectFrom('idempotency_keys').selectAll().execute());
  for (const secret of [first.body.player_key, sent.key, 'Tela nova']) expect(rows).not.toContain(secret);
});

test('an upload by form is kept once; a file of another length is another', async () => {
  const form = (bytes: Uint8Array) => {
    const made = new FormData();
    made.append('file', new Blob([new Uint8Array(bytes)]), 'cartaz.png');
    return made;
  };
  const poster = await posterBytes();
  const key = fresh();
  const before = (await app.ok<{ total: number }>('GET', '/content')).total;
  const [first, second] = [
    await post<Content>('/content/upload', form(poster), { key }),
    await post<Content>('/content/upload', form(poster), { key }),
  ];
  expect([first.status, second.status, second.replayed, second.body.id]).toEqual([201, 201, 'true', first.body.id]);
  const longer = await post('/content/upload', form(Buffer.concat([poster, Buffer.alloc(9)])), { key });
  expect(longer.body.code).toBe('key_reused');
  expect((await app.ok<{ total: number }>('GET', '/content')).total).toBe(before + 1);
  expect((await upload(app, 'cartaz.png', poster)).status).toBe(201);
});

test('a key is known for a day, and then removed', async () => {
  const { db } = app.app.context;
  const sent = { key: fresh() };
  await post('/campaigns', { name: 'De ontem' }, sent);
  await db
    .updateTable('idempotency_keys')
    .set({ created_at: clock.now() - day })
    .execute();
  const second = await post('/campaigns', { name: 'De ontem' }, sent);
  expect([second.status, second.replayed, await named('De ontem')]).toEqual([201, null, 2]);
  clock.advance(600_000);
  await expect.poll(async () => (await db.selectFrom('idempotency_keys').select('id').execute()).length).toBe(1);
});
