import { connect } from 'node:net';
import type { Problem } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { listen } from '../support/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const made = (path: string, body: object) => app.ok<{ id: number }>('POST', path, body);

test('a manager changes a shared campaign only while it plays nowhere else', async () => {
  const [mine, elsewhere] = [await made('/locations', { name: 'Minha' }), await made('/locations', { name: 'Outra' })];
  const { token } = await app.user('manager', [mine.id]);
  const { id } = await made('/campaigns', { name: 'Institucional' });
  const change = () => app.api<Problem>('PATCH', `/campaigns/${id}`, { priority: 1 }, token);
  expect((await change()).status).toBe(200);
  const schedule = { campaign_id: id, start_date: '2026-11-01', allow_conflicts: true };
  await made('/schedules', { ...schedule, location_id: mine.id });
  expect((await change()).status).toBe(200);
  const there = await made('/schedules', { ...schedule, location_id: elsewhere.id });
  const refused = await change();
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden_location']);
  for (const [method, path, body] of [
    ['PUT', `/campaigns/${id}/draft`, { items: [] }],
    ['POST', `/campaigns/${id}/publish`, undefined],
    ['DELETE', `/campaigns/${id}`, undefined],
  ] as const)
    expect((await app.api(method, path, body, token)).status, path).toBe(403);
  await app.ok('DELETE', `/schedules/${there.id}`);
  expect((await change()).status).toBe(200);
  await app.ok('PATCH', '/settings', { default_campaign_id: id });
  expect((await change()).status).toBe(403);
  await app.ok('PATCH', '/settings', { default_campaign_id: null });
  await app.ok('PATCH', `/locations/${elsewhere.id}`, { default_campaign_id: id });
  expect((await change()).status).toBe(403);
});

test('who loses a right while the body is on its way does not use it any more', async () => {
  const place = await made('/locations', { name: 'Galeria' });
  const slowly = async (token: string, revoke: () => Promise<unknown>) => {
    const text = JSON.stringify({ name: 'Tarde demais', location_id: place.id });
    const socket = connect(app.port, '127.0.0.1');
    let answer = '';
    socket.on('data', data => {
      answer += data.toString();
    });
    const closed = new Promise(resolve => socket.on('close', resolve));
    const head = ['POST /api/campaigns HTTP/1.1', 'Host: x', `Authorization: Bearer ${token}`, 'Content-Type: application/json'];
    socket.write(`${[...head, `Content-Length: ${Buffer.byteLength(text)}`, 'Connection: close'].join('\r\n')}\r\n\r\n{"na`);
    // The headers are read and the caller is let in before another request is answered.
    for (let i = 0; i < 3; i++) await app.ok('GET', '/auth/me');
    await revoke();
    socket.write(text.slice(4));
    await closed;
    return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]);
  };
  const demoted = await app.user('manager', [place.id]);
  expect(await slowly(demoted.token, () => app.ok('PATCH', `/users/${demoted.id}`, { role: 'viewer' }))).toBe(401);
  const moved = await app.user('manager', [place.id]);
  // 422 where the caller was only let in afterwards: then the place is none of his any more.
  expect([403, 422]).toContain(await slowly(moved.token, () => app.ok('PATCH', `/users/${moved.id}`, { location_ids: [] })));
  const kept = await app.user('manager', [place.id]);
  expect(await slowly(kept.token, async () => undefined)).toBe(201);
});

test('names are in the order that people expect', async () => {
  for (const name of ['Zorro', 'abacaxi', 'Água', 'zebra', 'ábaco']) await made('/campaigns', { name: `Ordem ${name}` });
  const { items } = await app.ok<{ items: { name: string }[] }>('GET', '/campaigns?q=ordem&sort=name');
  expect(items.map(({ name }) => name.slice(6))).toEqual(['abacaxi', 'ábaco', 'Água', 'zebra', 'Zorro']);
});

test('a body in another encoding is refused, not kept damaged; a parameter nobody reads is refused too', async () => {
  const response = await fetch(`${app.url}/api/locations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' },
    body: Buffer.from('{"name":"S\xe3o"}', 'latin1'),
  });
  expect(response.status).toBe(400);
  expect((await app.api('GET', '/auth/me?q=1')).status).toBe(400);
  expect((await app.api('GET', '/dashboard/activity?q=ordem')).status).toBe(200);
});

test('a console is cut off when the time of its token is over', async () => {
  const clock = testClock(Date.now());
  const own = await startApp({ clock, env: { JWT_ACCESS_TOKEN_EXPIRES: '10m' } });
  const { socket } = listen(own, { token: own.token });
  await new Promise<void>(resolve => socket.on('connect', () => resolve()));
  const closed = new Promise<string>(resolve => socket.on('disconnect', reason => resolve(reason)));
  clock.advance(601_000);
  expect(await closed).toBe('io server disconnect');
  await own.close();
});

test('one address that guesses does not keep others from the account', async () => {
  const own = await startApp({ env: { TRUST_PROXY: 'true' } });
  const { username } = await own.user('viewer');
  const login = (password: string, from: string) =>
    own.app.http.inject({ method: 'POST', url: '/api/auth/login', payload: { username, password }, headers: { 'x-forwarded-for': from } });
  for (let i = 0; i < 15; i++) await login('wrong', '10.0.0.1');
  expect((await login('correct horse battery', '10.0.0.1')).statusCode).toBe(429);
  expect((await login('correct horse battery', '10.0.0.2')).statusCode).toBe(200);
  await own.close();
});
