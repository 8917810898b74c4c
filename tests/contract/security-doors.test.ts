import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { routesOf } from '../support/routes.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Subject, subjectOf } from './subjects.ts';

/** Security rows 11, 12 and 16: no door that nobody declared, none open to other sites, none that believes the Host header. */

let world: World;
let all: { operation: ApiOperation; subject: Subject }[];

beforeAll(async () => {
  world = await makeWorld();
  all = [];
  for (const operation of operationsOf(await readDocument(world.app))) {
    const subject = await subjectOf(operation.id, world, 'admin');
    all.push({ operation, subject: typeof subject === 'string' ? {} : subject });
  }
});
afterAll(() => world.app.close());

/** Routes without an operation: the pages, and what the API says of itself. Nothing here knows any data. */
const open = [
  /^(GET|HEAD) \/player(\/?\*)?$/,
  /^(GET|HEAD) \/?\*$/,
  /^(GET|HEAD) \/api\/openapi\.json$/,
  /^(GET|HEAD) \/api\/docs(\/.*)?$/,
];

test('every route is an operation with a policy, or one of the few that are open to all', () => {
  const policies = new Set(
    all.flatMap(({ operation: { method, path } }) => [
      `${method} ${inRouter(path)}`,
      ...(method === 'GET' ? [`HEAD ${inRouter(path)}`] : []),
    ]),
  );
  const routes = routesOf(world.app.app);
  expect(routes.filter(route => policies.has(route)).length).toBe(policies.size);
  expect(routes.filter(route => !policies.has(route) && !open.some(pattern => pattern.test(route)))).toEqual([]);
});

const inRouter = (path: string) => `/api${path.replace(/\{(\w+)\}/g, ':$1')}`;

const others = ['http://evil.example', 'null', 'https://127.0.0.1'];

test('no answer invites another origin, and none sets a cookie', async () => {
  const wrong: string[] = [];
  const addresses = all.map(({ operation, subject }) => ({ method: operation.method, url: addressOf(operation, subject) }));
  const preflighted = new Set(addresses.filter(({ method }) => method === 'OPTIONS').map(({ url }) => url));
  const pages = ['/', '/player/', '/api/openapi.json', '/api/docs', '/nothing', '/api/nothing'].map(url => ({ method: 'GET', url }));
  for (const { method, url } of [...addresses, ...pages]) {
    for (const origin of others) {
      for (const asked of [method, 'OPTIONS']) {
        const answer = await fetch(world.app.url + url, {
          method: asked,
          headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' },
        });
        const headers = [...answer.headers.keys()].filter(name => name.startsWith('access-control-') || name === 'set-cookie');
        if (headers.length > 0) wrong.push(`${asked} ${url} from ${origin}: ${headers.join()}`);
        if (asked === 'OPTIONS' && answer.ok && !preflighted.has(url)) wrong.push(`OPTIONS ${url}: ${answer.status}`);
        await answer.body?.cancel();
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('a method that an address does not have is refused, with a token too', async () => {
  const wrong: string[] = [];
  const known = new Set(all.map(({ operation: { method, path } }) => `${method} ${path}`));
  for (const { operation, subject } of all) {
    for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
      if (known.has(`${method} ${operation.path}`)) continue;
      const answer = await fetch(world.app.url + addressOf(operation, subject), {
        method,
        headers: { authorization: `Bearer ${world.app.token}` },
      });
      if (answer.status !== 404 && answer.status !== 405) wrong.push(`${method} ${operation.path}: ${answer.status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what the Host header says is in no answer', async () => {
  const wrong: string[] = [];
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'gopher',
    forwarded: 'host=evil.example',
    'x-original-url': '/evil.example',
    origin: 'http://evil.example',
    referer: 'http://evil.example/',
  };
  const look = async (method: string, url: string, token: string | null) => {
    const { body, headers: answered } = await world.app.app.http.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
    if (/evil\.example|gopher/.test(body + JSON.stringify(answered))) wrong.push(`${method} ${url}`);
  };
  for (const { operation, subject } of all) {
    const token = operation.access === 'player' ? world.tokens.player : world.app.token;
    await look(operation.method === 'GET' ? 'GET' : 'OPTIONS', addressOf(operation, subject), token);
  }
  for (const page of [
    '/',
    '/player',
    '/player?x=1',
    '/player/',
    '/api/openapi.json',
    '/api/docs',
    '/api/docs/',
    '/api/docs/json',
    '/nothing',
    '//evil.example',
    '/player//evil.example',
  ])
    await look('GET', page, null);
  expect(wrong.filter(line => !line.includes('//evil.example'))).toEqual([]);
});
