import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { snapshot } from '../support/snapshot.ts';
import { endedTokens, forgedTokens } from '../support/tokens.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Subject, subjectOf } from './subjects.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let world: World;
let closed: ApiOperation[];

beforeAll(async () => {
  world = await makeWorld();
  closed = operationsOf(await readDocument(world.app)).filter(operation => operation.access !== 'public');
});
afterAll(() => world.app.close());

/** Refused before anything else is looked at, so a bare call does where a subject can't be made. */
async function subjectFor({ id }: ApiOperation): Promise<Subject> {
  const subject = await subjectOf(id, world, 'admin');
  return typeof subject === 'string' ? {} : subject;
}

/** Every operation that wants a token and does not refuse these, with what it answered. */
async function admitted(tokens: Record<string, string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const operation of closed) {
    const subject = await subjectFor(operation);
    for (const [name, token] of Object.entries(tokens)) {
      const { status } = await call(world.app, operation, subject, token);
      if (status !== 401) wrong.push(`${operation.id} with ${name}: ${status}`);
    }
  }
  return wrong;
}

test('a forged token opens no operation', async () => {
  expect(await admitted(await forgedTokens(world))).toEqual([]);
});

test('a token that has ended opens no operation', async () => {
  expect(await admitted(await endedTokens(world))).toEqual([]);
});

test('a token in the address or in a cookie opens no operation', async () => {
  const { token } = world.app;
  const wrong: string[] = [];
  for (const operation of closed) {
    const subject = await subjectFor(operation);
    for (const name of ['token', 'access_token', 'authorization', 'jwt']) {
      const answer = await call(world.app, operation, { ...subject, query: { ...subject.query, [name]: token } }, null);
      // Media have their signature in the address, so they look at it before they know that nobody asks.
      if (answer.status !== 401 && !(operation.access === 'media' && answer.status === 400))
        wrong.push(`${operation.id} ?${name}: ${answer.status}`);
    }
    const answer = await call(
      world.app,
      operation,
      { ...subject, headers: { ...subject.headers, cookie: `token=${token}; access_token=${token}` } },
      null,
    );
    if (answer.status !== 401) wrong.push(`${operation.id} cookie: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});

test('a token of the right kind in another scheme opens no operation', async () => {
  const before = await snapshot(world.app);
  const schemes = (token: string | null) => [
    `Basic ${token}`,
    `Token ${token}`,
    `${token}`,
    `Bearer`,
    `Bearer  `,
    `Bearer ${token} x`,
    `Bearer ${token}, Bearer x`,
  ];
  const wrong: string[] = [];
  for (const operation of closed.filter(each => each.method !== 'GET' || each.path === '/users')) {
    for (const authorization of schemes(world.app.token)) {
      const { status } = await call(world.app, operation, { headers: { authorization } }, null);
      if (status !== 401) wrong.push(`${operation.id} with ${authorization.slice(0, 12)}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await snapshot(world.app)).toEqual(before);
});

test('tokens expire: a user’s and a player’s', async () => {
  const own = await makeWorld();
  const { viewer, player } = own.tokens;
  const read = () => Promise.all([own.app.api('GET', '/auth/me', undefined, viewer), open(own, player)]);
  own.clock.advance(own.app.config.tokenLifetime * 1000 - 2000);
  expect((await read()).map(answer => answer.status)).toEqual([200, 200]);
  own.clock.advance(2000);
  expect((await read()).map(answer => answer.status)).toEqual([401, 401]);
  await own.app.close();
});

const open = ({ app, here }: World, token: string | null) =>
  fetch(`${app.url}/api/content/${here.content.id}/file`, { headers: { authorization: `Bearer ${token}` } });

test('a signed address altered in any part opens nothing', async () => {
  const { here, elsewhere, app } = world;
  const wrong: string[] = [];
  for (const [kind, address] of Object.entries({ file: here.content.url, thumbnail: here.content.thumbnail_url ?? '' })) {
    expect((await fetch(app.url + address)).status).toBe(200);
    const url = new URL(address, app.url);
    const sig = url.searchParams.get('sig') ?? '';
    const exp = Number(url.searchParams.get('exp'));
    const altered = {
      id: address.replace(`/content/${here.content.id}/`, `/content/${elsewhere.content.id}/`),
      kind: address.replace(`/${kind}?`, kind === 'file' ? '/thumbnail?' : '/file?'),
      later: address.replace(`exp=${exp}`, `exp=${exp + 86_400}`),
      earlier: address.replace(`exp=${exp}`, `exp=${exp - 1}`),
      'exp with a zero before it': address.replace(`exp=${exp}`, `exp=0${exp}`),
      'no exp': address.replace(/exp=\d+&/, ''),
      'no sig': address.replace(/&sig=.*/, ''),
      'empty sig': address.replace(/sig=.*/, 'sig='),
      'sig twice': `${address}&sig=${sig}`,
      ...Object.fromEntries(
        sig
          .split('')
          .map((letter, i) => [`letter ${i}`, address.replace(sig, sig.slice(0, i) + (letter === 'A' ? 'Q' : 'A') + sig.slice(i + 1))]),
      ),
    };
    for (const [name, other] of Object.entries(altered)) {
      const { status } = await fetch(app.url + other);
      if (![400, 401, 403].includes(status)) wrong.push(`${kind}, ${name}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});
