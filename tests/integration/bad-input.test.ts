import type { Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const raw = (path: string, body: string, type = 'application/json') =>
  fetch(`${app.url}/api${path}`, { method: 'POST', body, headers: { 'content-type': type, authorization: `Bearer ${app.token}` } });

describe('a body that can not be read', () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  test.each([
    ['malformed JSON', '{"name": ', 'application/json', 400],
    ['an empty body', '', 'application/json', 400],
    ['JSON of depth 10,000', deep, 'application/json', 400],
    ['a prototype key', '{"name":"x","__proto__":{"admin":true}}', 'application/json', 400],
    ['a number instead of an object', '7', 'application/json', 400],
    ['another content type', 'name=x', 'application/x-www-form-urlencoded', 415],
    ['text', 'hello', 'text/plain', 415],
    ['2 MB', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 'application/json', 413],
  ])('%s is answered with a problem', async (_, body, type, status) => {
    const response = await raw('/locations', body, type);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ status, request_id: response.headers.get('x-request-id') });
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|at .*\.ts|select /);
  });
});

describe('a value that does not fit', () => {
  test.each([
    ['a wrong type', { name: 5 }, 400, 'name'],
    ['an unknown field', { name: 'x', colour: 'red' }, 400, 'colour'],
    ['a missing field', {}, 400, 'name'],
    ['an empty name', { name: '   ' }, 422, 'name'],
    ['a long name', { name: 'x'.repeat(201) }, 422, 'name'],
    ['NUL in a name', { name: 'a\u0000b' }, 422, 'name'],
    ['half an emoji', { name: '\ud83d' }, 422, 'name'],
    ['a zone that does not exist', { name: 'x', timezone: 'Mars/Olympus' }, 422, 'timezone'],
    ['an id of 10^20', { name: 'x', parent_id: 1e20 }, 422, 'parent_id'],
    ['a parent that is not there', { name: 'x', parent_id: 12345 }, 422, 'parent_id'],
  ])('%s names the field', async (_, body, status, path) => {
    const answer = await app.api<Problem>('POST', '/locations', body);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path]);
  });

  test('an emoji is a good name, kept as it is', async () => {
    const answer = await app.ok<{ name: string }>('POST', '/locations', { name: 'Loja 🛍️ São José' });
    expect(answer.name).toBe('Loja 🛍️ São José');
  });
});

test.each([
  '/locations/abc',
  '/locations/0',
  '/locations/-1',
  '/locations/1e3',
  `/locations/1${'0'.repeat(20)}`,
  '/locations/999999',
  '/nothing',
])('GET %s is 404', async path => {
  const { status, body } = await app.api<Problem>('GET', path);
  expect([status, body.code]).toEqual([404, path === '/nothing' ? 'unknown_operation' : 'not_found']);
});

test.each([
  'page=0',
  'page=abc',
  'per_page=201',
  'per_page=0',
  'sort=password_hash',
  'sort=name;drop table users',
  'colour=red',
  'page=1&page=2',
])('a list refuses ?%s', async query => {
  expect((await app.api('GET', `/players?${query}`)).status).toBe(400);
});

test('search takes wildcards, quotes and backslashes literally', async () => {
  for (const q of ['%', '_', "' or 1=1 --", '\\', '%27']) {
    const answer = await app.api<{ total: number }>('GET', `/campaigns?q=${encodeURIComponent(q)}`);
    expect([answer.status, answer.body.total], q).toEqual([200, 0]);
  }
});
