import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGuardedFetch, type FetchRules } from './guarded.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let base: string;
let answer: Answer = () => undefined;
let asked: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const home = (address: string) => address === '127.0.0.1';

/** Asks the test's own server, which answers so. */
function ask(how: Answer, rules: FetchRules = {}, url = `${base}/`) {
  answer = how;
  asked = [];
  return createGuardedFetch({ allow: home, ...rules }).get(url);
}

const failing = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { failure: string }) => error.failure,
  );

test('the default refuses the machine it runs on before a byte leaves', async () => {
  expect(await failing(ask((_, response) => response.end('secret'), { allow: undefined } as unknown as FetchRules))).toBe('address');
  expect(asked).toHaveLength(0);
});

test('a good answer comes back whole, with headers that went along', async () => {
  answer = (_, response) => response.setHeader('etag', '"1"').end('héllo');
  const got = await createGuardedFetch({ allow: home }).get(`${base}/x`, { 'if-none-match': '"0"' });
  expect([got.status, got.body.toString(), got.headers.etag]).toEqual([200, 'héllo', '"1"']);
  expect(asked.at(-1)?.headers).toMatchObject({ 'if-none-match': '"0"', 'accept-encoding': 'gzip, deflate, br' });
});

test.each([
  ['file', 'file:///etc/passwd'],
  ['gopher', 'gopher://127.0.0.1:70/'],
  ['data', 'data:text/plain,x'],
  ['no scheme', '//example.com/x'],
  ['nothing', ''],
  ['a password', 'http://user:secret@example.com/'],
  ['a user', 'http://user@example.com/'],
])('%s is no address to fetch from', async (_, url) => {
  expect(await failing(createGuardedFetch().get(url))).toBe('url');
});

test.each([
  ['this machine', 'http://127.0.0.1:1/', 'address'],
  ['metadata', 'http://169.254.169.254/latest/meta-data/', 'address'],
  ['mapped', 'http://[::ffff:169.254.169.254]/', 'address'],
  ['a local name', 'http://localhost/', 'address'],
  ['a file', 'file:///etc/passwd', 'url'],
  ['gopher', 'gopher://example.com/', 'url'],
  ['a password', 'http://a:b@127.0.0.2/', 'url'],
])('a redirect to %s is not followed', async (_, location, failure) => {
  const rules = { allow: (address: string) => home(address) && location !== 'http://127.0.0.1:1/' };
  if (location === 'http://127.0.0.1:1/') {
    // The first hop is to a name that may be asked, the second to an address that may not.
    let first = true;
    const allow = () => first;
    const hop: Answer = (_request, response) => {
      first = false;
      response.writeHead(302, { location }).end();
    };
    expect(await failing(ask(hop, { allow }))).toBe(failure);
  } else expect(await failing(ask((_request, response) => response.writeHead(302, { location }).end(), rules))).toBe(failure);
  expect(asked).toHaveLength(1);
});

test('five redirects are followed, relative ones too, six are not', async () => {
  const chain =
    (length: number): Answer =>
    (request, response) => {
      const at = Number(request.url?.slice(1) || 0);
      if (at < length) response.writeHead(307, { location: `/${at + 1}` }).end();
      else response.end(`at ${at}`);
    };
  expect((await ask(chain(5))).body.toString()).toBe('at 5');
  expect(await failing(ask(chain(6)))).toBe('redirects');
});

test('a name is looked up once, and the socket goes to what was checked', async () => {
  let lookups = 0;
  // What rebinding does: the first answer is fine, every later one is not.
  const resolve = async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '127.0.0.66', family: 4 }];
  const url = base.replace('127.0.0.1', 'feeds.example');
  expect((await ask((_, response) => response.end('ok'), { resolve }, url)).body.toString()).toBe('ok');
  expect(lookups).toBe(1);
  expect(asked[0]?.headers.host).toBe(new URL(url).host);
  expect(await failing(ask((_, response) => response.end('ok'), { resolve }, url))).toBe('address');
  expect(asked).toHaveLength(0);
});

test.each([
  ['a private address', ['10.0.0.7']],
  ['a public and a private one', ['8.8.8.8', '192.168.1.1']],
  ['a mapped one', ['::ffff:127.0.0.1']],
  ['metadata', ['169.254.169.254']],
])('a name that stands for %s is refused', async (_, addresses) => {
  const resolve = async () => addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
  expect(await failing(createGuardedFetch({ resolve }).get('http://feeds.example/'))).toBe('address');
});

test('a name nobody knows says so', async () => {
  const resolve = () => Promise.reject(new Error('ENOTFOUND'));
  expect(await failing(createGuardedFetch({ resolve }).get('http://feeds.example/'))).toBe('name');
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('%s is unpacked', async (encoding, pack) => {
  const got = await ask((_, response) => response.setHeader('content-encoding', encoding).end(pack('packed')));
  expect(got.body.toString()).toBe('packed');
});

test('an unknown or damaged packing is an error, not an empty answer', async () => {
  const packed = gzipSync('x'.repeat(10_000));
  for (const [encoding, body] of [
    ['zstd', packed],
    ['gzip, gzip', packed],
    ['gzip', Buffer.from('not packed')],
    ['gzip', packed.subarray(0, packed.length - 20)],
  ] as const)
    expect(await failing(ask((_, response) => response.setHeader('content-encoding', encoding).end(body)))).toBe('encoding');
});

test('a bomb is dropped once it is too large, also when it is packed small', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
  expect(bomb.length).toBeLessThan(2 ** 20);
  expect(await failing(ask((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb)))).toBe('size');
});

test('an answer without end is dropped at the limit', async () => {
  const endless = (_: IncomingMessage, response: ServerResponse): void => {
    const piece = Buffer.alloc(2 ** 16);
    const push = (): void => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', push);
    push();
  };
  expect(await failing(ask(endless))).toBe('size');
  expect((await ask((_, response) => response.end(Buffer.alloc(1000)), { sizeLimit: 1000 })).body).toHaveLength(1000);
  expect(await failing(ask((_, response) => response.end(Buffer.alloc(1001)), { sizeLimit: 1000 }))).toBe('size');
});

const slow: Record<string, Answer> = {
  'never answers': () => undefined,
  'never ends': (_, response) => {
    response.write('<rss>');
  },
  'sends on for ever, slowly': (_, response) => {
    setTimeout(() => response.writeHead(302, { location: '/' }).end(), 60);
  },
};
test.each(Object.keys(slow))('a server that %s costs no more than the time limit', async name => {
  expect(await failing(ask(slow[name] as Answer, { timeLimit: 150 }))).toBe('time');
});

test('whoever asks may stop it', async () => {
  const stop = new AbortController();
  answer = () => stop.abort();
  expect(await failing(createGuardedFetch({ allow: home }).get(`${base}/`, {}, stop.signal))).toBe('connection');
});

test('statuses and how long to wait come through; a closed port is told apart', async () => {
  answer = (_, response) => response.writeHead(503, { 'retry-after': '120' }).end('down');
  const guard = createGuardedFetch({ allow: home });
  await expect(guard.get(base)).rejects.toMatchObject({ failure: 'status', more: { status: 503, retryAfter: 120 } });
  expect((await ask((_, response) => response.writeHead(304).end())).status).toBe(304);
  await expect(guard.get('http://127.0.0.1:1/')).rejects.toMatchObject({
    failure: 'connection',
    message: 'The server refused the connection.',
  });
});
