import type { Problem, User } from '@tvs/protocol';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminPassword, startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('sign-in', () => {
  test('gives a bearer token, its lifetime in seconds and the user, and no hash', async () => {
    const { status, body } = await app.api('POST', '/auth/login', { username: 'ADMIN ', password: adminPassword }, null);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400, user: { username: 'admin', role: 'admin' } });
    expect(JSON.stringify(body)).not.toContain('argon2');
  });

  test('answers an unknown user and a wrong password with the same words', async () => {
    const wrong = await app.api<Problem>('POST', '/auth/login', { username: 'admin', password: 'wrong password' }, null);
    const unknown = await app.api<Problem>('POST', '/auth/login', { username: 'nobody', password: 'wrong password' }, null);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
  });

  test('meets 429 after ten wrong passwords, for that account only', async () => {
    const { username } = await app.user('viewer');
    const statuses = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await app.api('POST', '/auth/login', { username, password: 'wrong password' }, null)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await app.api('POST', '/auth/login', { username: 'admin', password: adminPassword }, null)).status).toBe(200);
  });
});

describe('a token', () => {
  const sign = (claims: Record<string, unknown>, key: Uint8Array, alg = 'HS256') =>
    new SignJWT(claims).setProtectedHeader({ alg }).setIssuer('tvs').setAudience('user').setSubject('1').setExpirationTime('1h').sign(key);

  test('that is forged, for another algorithm, malformed or absent is refused with 401', async () => {
    const forged = await sign({ version: 1 }, new TextEncoder().encode('x'.repeat(48)));
    const otherAlgorithm = await sign({ version: 1 }, app.config.jwtKey, 'HS384');
    const payload = Buffer.from(JSON.stringify({ sub: '1', aud: 'user', iss: 'tvs', version: 1, exp: 4e9 })).toString('base64url');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const token of [forged, otherAlgorithm, none, 'nonsense', null]) {
      const { status, headers } = await app.api('GET', '/auth/me', undefined, token);
      expect(status, String(token)).toBe(401);
      expect(headers.get('content-type')).toContain('application/problem+json');
    }
  });

  test('ends with its time', async () => {
    const clock = testClock(Date.now());
    const short = await startApp({ clock, env: { JWT_ACCESS_TOKEN_EXPIRES: '10m' } });
    expect((await short.api('GET', '/auth/me')).status).toBe(200);
    clock.advance(601_000);
    expect((await short.api('GET', '/auth/me')).status).toBe(401);
    await short.close();
  });

  test('ends when the role changes, the password changes, the user signs out or is removed', async () => {
    const { id, username, token } = await app.user('viewer');
    await app.ok('PATCH', `/users/${id}`, { role: 'manager' });
    expect((await app.api('GET', '/auth/me', undefined, token)).status).toBe(401);
    const second = await app.login(username, adminPassword);
    await app.ok('PATCH', '/auth/me', { current_password: adminPassword, password: 'another long one' }, second);
    expect((await app.api('GET', '/auth/me', undefined, second)).status).toBe(401);
    const third = await app.login(username, 'another long one');
    const elsewhere = await app.login(username, 'another long one');
    expect((await app.api('POST', '/auth/logout', undefined, third)).status).toBe(204);
    expect((await app.api('GET', '/auth/me', undefined, third)).status).toBe(401);
    expect((await app.api('GET', '/auth/me', undefined, elsewhere)).status).toBe(200);
    const last = await app.login(username, 'another long one');
    expect((await app.api('POST', '/auth/logout', { everywhere: true }, last)).status).toBe(204);
    for (const token of [last, elsewhere]) expect((await app.api('GET', '/auth/me', undefined, token)).status).toBe(401);
    const fourth = await app.login(username, 'another long one');
    await app.ok('DELETE', `/users/${id}`);
    expect((await app.api('GET', '/auth/me', undefined, fourth)).status).toBe(401);
  });
});

describe('own profile', () => {
  test('keeps language and theme, and changes the password only with the old one', async () => {
    const { token } = await app.user('viewer');
    const me = await app.ok<User>('PATCH', '/auth/me', { locale: 'en', theme: 'dark' }, token);
    expect(me).toMatchObject({ locale: 'en', theme: 'dark' });
    const refused = await app.api<Problem>('PATCH', '/auth/me', { current_password: 'not the one', password: 'another long one' }, token);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.[0]?.path).toBe('current_password');
    expect((await app.api('GET', '/auth/me', undefined, token)).status).toBe(200);
  });

  test('cannot raise the own role', async () => {
    const { token } = await app.user('viewer');
    expect((await app.api('PATCH', '/auth/me', { role: 'admin' }, token)).status).toBe(400);
  });
});

describe('a password', () => {
  test.each(['password123!', 'senha-2026-11', 'aaaaaaaaaaaa'])('that everyone tries first, %s, is refused by name', async password => {
    const body = { username: 'bruno', email: 'bruno@example.com', password };
    const answer = await app.api<Problem>('POST', '/users', body);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'password']);
  });

  test('that is the own name is refused, on a change too', async () => {
    const { id } = await app.user('viewer');
    await app.ok('PATCH', `/users/${id}`, { username: 'bruno.lima.castro' });
    const answer = await app.api<Problem>('PATCH', `/users/${id}`, { password: 'Bruno.Lima.Castro1' });
    expect(answer.body.errors?.[0]?.path).toBe('password');
  });

  test('that everyone tries first does not start a server either', async () => {
    await expect(startApp({ env: { TVS_ADMIN_PASSWORD: 'admin12345' } })).rejects.toThrow('TVS_ADMIN_PASSWORD');
  });
});

test('signing in from one address too often meets 429, whatever the account', async () => {
  const own = await startApp();
  const statuses = [];
  for (let i = 0; i < 103; i++)
    statuses.push((await own.api('POST', '/auth/login', { username: `u${i}`, password: 'wrong' }, null)).status);
  expect([statuses.filter(status => status === 401).length, statuses.at(-1)]).toEqual([100, 429]);
  await own.close();
});

test('users are listed by the page, found by name and e-mail, filtered by role', async () => {
  const { username } = await app.user('manager');
  const found = await app.ok<{ items: User[]; total: number }>('GET', `/users?q=${username}@EXAMPLE&role=manager`);
  expect(found.items.map(user => user.username)).toEqual([username]);
  const second = await app.ok<{ items: User[]; total: number }>('GET', '/users?per_page=1&page=2&sort=-username');
  expect([second.items.length, second.total > 1]).toEqual([1, true]);
  const [user] = second.items;
  expect(await app.ok<User>('GET', `/users/${user?.id}`)).toEqual(user);
  expect((await app.api('GET', '/users/999999')).status).toBe(404);
});

test('the last administrator can be neither removed nor demoted', async () => {
  const me = await app.ok<User>('GET', '/auth/me');
  expect((await app.api('DELETE', `/users/${me.id}`)).status).toBe(409);
  expect((await app.api('PATCH', `/users/${me.id}`, { role: 'viewer' })).status).toBe(409);
});
