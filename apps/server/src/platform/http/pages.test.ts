import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { servePages } from './pages.ts';
import { handleProblems } from './problem-handler.ts';

let apps: string;
let http: FastifyInstance;

beforeEach(async () => {
  apps = await mkdtemp(join(tmpdir(), 'tvs-pages-'));
  for (const name of ['console', 'player']) {
    await mkdir(join(apps, name, 'dist/assets'), { recursive: true });
    await writeFile(join(apps, name, 'dist/index.html'), `<title>${name}</title>`);
    await writeFile(join(apps, name, 'dist/assets/main-abc.js'), name);
    await writeFile(join(apps, name, 'dist/.stamp'), 'secret of the build');
  }
  await writeFile(join(apps, 'player/dist/sw.js'), 'worker');
  await writeFile(join(apps, 'secret.txt'), 'outside');
  http = Fastify();
  handleProblems(http);
  await servePages(http, apps);
});

afterEach(async () => {
  await http.close();
  await rm(apps, { recursive: true, force: true });
});

const html = { accept: 'text/html,application/xhtml+xml' };
const get = (url: string, headers: Record<string, string> = html) => http.inject({ url, headers });

test.each(['/', '/index.html', '/content', '/campaigns/12', '/players?pair=ABC234'])(
  '%s is the console, asked for anew each time',
  async url => {
    const answer = await get(url);
    expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, '<title>console</title>', 'no-cache']);
  },
);

test.each(['/player/', '/player/anything'])('%s is the player', async url => {
  expect((await get(url)).body).toBe('<title>player</title>');
});

test('/player leads to /player/, kept by browsers unless the address holds a key', async () => {
  const plain = await get('/player');
  expect([plain.statusCode, plain.headers.location, plain.headers['cache-control']]).toEqual([308, '/player/', 'max-age=31536000']);
  const keyed = await get('/player?key=a%26b');
  expect([keyed.statusCode, keyed.headers.location, keyed.headers['cache-control']]).toEqual([302, '/player/?key=a%26b', 'no-store']);
});

test('files with a hash in their name are kept for ever, the service worker is asked for each time', async () => {
  expect((await get('/assets/main-abc.js', {})).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await get('/player/assets/main-abc.js', {})).body).toBe('player');
  const worker = await get('/player/sw.js', {});
  expect([worker.body, worker.headers['cache-control']]).toEqual(['worker', 'no-cache']);
});

test('what the build packed is sent packed to those who can unpack it', async () => {
  await writeFile(join(apps, 'console/dist/assets/main-abc.js.br'), 'packed well');
  await writeFile(join(apps, 'console/dist/index.html.gz'), 'packed');
  const script = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' });
  expect(script.body).toBe('packed well');
  expect(script.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  });
  const page = await get('/content', { ...html, 'accept-encoding': 'gzip' });
  expect([page.body, page.headers['content-type'], page.headers['cache-control']]).toEqual([
    'packed',
    'text/html; charset=utf-8',
    'no-cache',
  ]);
  expect((await get('/assets/main-abc.js', {})).body).toBe('console');
});

test.each(['/api/nothing', '/api', '/socket.io/x', '/assets/gone.js', '/player/assets/gone.js'])(
  '%s is a problem document, never a page',
  async url => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json']);
  },
);

test('what a program asks for is no page', async () => {
  expect((await get('/nothing.json', { accept: 'application/json' })).statusCode).toBe(404);
  expect((await http.inject({ method: 'POST', url: '/content', headers: html })).statusCode).toBe(404);
});

test.each([
  '/../../secret.txt',
  '/..%2f..%2fsecret.txt',
  '/assets/..%2f..%2f..%2fsecret.txt',
  '/player/%2e%2e/%2e%2e/secret.txt',
  '/.stamp',
  '/player/.stamp',
])('%s gives nothing away', async url => {
  const answer = await get(url, {});
  expect(answer.body).not.toMatch(/outside|secret of the build/);
});

test('a page that is not built says how to build it', async () => {
  await rm(join(apps, 'player/dist'), { recursive: true });
  const answer = await get('/player/');
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('npm run build');
});
