import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@tvs/protocol';
import { readConfig } from '@tvs/server/config';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adminPassword } from '../support/app.ts';
import { testClock } from '../support/clock.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Security rows 10 and 16: no account that anyone could guess, and a refused sign-in that tells nothing. */

const verifications: string[] = [];
let createApp: typeof import('@tvs/server/app').createApp;
let startApp: typeof import('../support/app.ts').startApp;
beforeAll(async () => {
  // The server is read anew, so that this one tells what it verifies.
  vi.resetModules();
  vi.doMock('@node-rs/argon2', async importOriginal => {
    const real = await importOriginal<typeof import('@node-rs/argon2')>();
    const verify: typeof real.verify = (hashed, ...rest) => {
      verifications.push(String(hashed));
      return real.verify(hashed, ...rest);
    };
    return { ...real, verify };
  });
  ({ createApp } = await import('@tvs/server/app'));
  ({ startApp } = await import('../support/app.ts'));
});
afterAll(() => {
  vi.doUnmock('@node-rs/argon2');
  vi.resetModules();
});

const names = [
  'admin',
  'administrator',
  'root',
  'user',
  'guest',
  'tvs',
  'demo',
  'test',
  'support',
  'service',
  'operator',
  'manager',
  'player',
];
const passwords = [
  'admin',
  'password',
  'admin123',
  'Admin@123',
  '123456',
  '1234567890',
  'changeme',
  'root',
  'tvs',
  'demo',
  'test',
  'secret',
  'guest',
  'default',
  'letmein',
  ' ',
  'administrator',
  'Passw0rd!',
];

/** A server as it stands after its first start, no password given. */
async function freshInstall() {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-fresh-'));
  const clock = testClock(Date.now());
  const config = readConfig({ TVS_PORT: '0', TVS_HOST: '127.0.0.1', TVS_DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const app = await createApp({ config, clock });
  const remove = async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, clock, folder, config, remove };
}

test('a fresh install has no account that anyone could guess', async () => {
  const { app, clock, remove } = await freshInstall();
  const login = (username: string, password: string) =>
    app.http.inject({ method: 'POST', url: '/api/auth/login', payload: { username, password } });
  const admitted: string[] = [];
  for (const username of names) {
    for (const password of [...passwords, username, `${username}123`, `${username}${username}`]) {
      // Past the limits, so that every try is looked at.
      clock.advance(3_600_000);
      const { statusCode } = await login(username, password);
      if (statusCode !== 401) admitted.push(`${username}/${password}: ${statusCode}`);
    }
  }
  expect(admitted).toEqual([]);
  expect((await login('admin', app.firstPassword ?? '')).statusCode).toBe(200);
  await remove();
});

test('what a first start makes is long, different on every install, and readable by its owner alone', async () => {
  const one = await freshInstall();
  const other = await freshInstall();
  expect(one.app.firstPassword).toMatch(/^[\w-]{16,}$/);
  expect(one.app.firstPassword).not.toBe(other.app.firstPassword);
  for (const name of ['jwt.key', 'secret.key']) {
    const [a, b] = await Promise.all([one, other].map(({ folder }) => readFile(join(folder, name), 'utf8')));
    expect(a?.length, name).toBeGreaterThanOrEqual(43);
    expect(a, name).not.toBe(b);
    expect((await stat(join(one.folder, name))).mode & 0o077, name).toBe(0);
  }
  expect(Buffer.from(one.config.jwtKey).equals(Buffer.from(one.config.secretKey))).toBe(false);
  await one.remove();
  await other.remove();
});

test('an unknown user and a wrong password get the same answer for the same work', async () => {
  const app = await startApp();
  const { username } = await app.user('viewer');
  const refused = async (name: string) => {
    verifications.length = 0;
    const { status, body, headers } = await app.api<Problem>('POST', '/auth/login', { username: name, password: 'not the password' }, null);
    const { request_id: _, ...said } = body;
    const fixed = [...headers].filter(([key]) => !['x-request-id', 'date'].includes(key));
    const work = verifications.map(hashed => hashed.split('$').slice(0, 4).join('$'));
    return { status, said, fixed, work };
  };
  const wrong = await refused(username);
  expect(wrong.status).toBe(401);
  expect(wrong.work).toHaveLength(1);
  for (const nobody of ['nobody-of-this-name', 'root', `${username}x`, "' or 1=1 --"]) expect(await refused(nobody), nobody).toEqual(wrong);
  await app.close();
});

test('after thirty wrong passwords an account must wait, wherever they come from; others need not', async () => {
  const app = await startApp({ env: { TRUST_PROXY: 'true' }, clock: testClock(Date.now()) });
  const { username } = await app.user('viewer');
  const other = await app.user('viewer');
  const login = (name: string, password: string, from: string) =>
    app.app.http.inject({
      method: 'POST',
      url: '/api/auth/login',
      payload: { username: name, password },
      headers: { 'x-forwarded-for': from },
    });
  for (let i = 0; i < 30; i++) await login(i % 2 ? username : username.toUpperCase(), 'wrong', `10.0.0.${i}`);
  const late = await login(username, adminPassword, '10.0.1.1');
  expect(late.statusCode).toBe(429);
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect((await login(other.username, adminPassword, '10.0.1.1')).statusCode).toBe(200);
  await app.close();
});

test('an address that guesses at many accounts must wait, and may again later; others need not', async () => {
  const clock = testClock(Date.now());
  const app = await startApp({ env: { TRUST_PROXY: 'true' }, clock });
  const { username } = await app.user('viewer');
  const login = (name: string, password: string, from: string) =>
    app.app.http.inject({
      method: 'POST',
      url: '/api/auth/login',
      payload: { username: name, password },
      headers: { 'x-forwarded-for': from },
    });
  let refusedAfter = 0;
  while (refusedAfter < 200 && (await login(`somebody${refusedAfter}`, 'wrong', '10.0.0.1')).statusCode === 401) refusedAfter += 1;
  expect(refusedAfter).toBeLessThanOrEqual(100);
  expect((await login(username, adminPassword, '10.0.0.1')).statusCode).toBe(429);
  expect((await login(username, adminPassword, '10.0.0.2')).statusCode).toBe(200);
  clock.advance(3_600_000);
  expect((await login(username, adminPassword, '10.0.0.1')).statusCode).toBe(200);
  await app.close();
});

test('guessing many at once is counted before any is compared', async () => {
  const app = await startApp({ clock: testClock(Date.now()) });
  const { username } = await app.user('viewer');
  verifications.length = 0;
  await Promise.all(Array.from({ length: 40 }, (_, i) => app.api('POST', '/auth/login', { username, password: `wrong ${i}` }, null)));
  expect(verifications.length).toBeLessThanOrEqual(30);
  await app.close();
});
