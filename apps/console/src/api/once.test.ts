import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { once } from './once.ts';
import { session } from './session.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = (id: number, status = 201) =>
  new Response(JSON.stringify({ id }), { status, headers: { 'content-type': 'application/json' } });

function server(status = 201) {
  const asked: string[] = [];
  const send = once(async request => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return answer(asked.length, status);
  });
  const post = async (path: string, body: unknown, method = 'POST') => {
    const init = { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    return ((await (await send(new Request(`http://tvs${path}`, init))).json()) as { id: number }).id;
  };
  return { asked, post };
}

test('what is wished twice at once, or just after it was made, is made once', async () => {
  const { asked, post } = server();
  expect(await Promise.all([post('/campaigns', { name: 'a' }), post('/campaigns', { name: 'a' })])).toEqual([1, 1]);
  // A key that is held down.
  for (let at = 0; at < 5; at += 1) {
    vi.advanceTimersByTime(800);
    expect(await post('/campaigns', { name: 'a' })).toBe(1);
  }
  vi.advanceTimersByTime(1100);
  expect(await post('/campaigns', { name: 'a' })).toBe(2);
  expect(asked).toHaveLength(2);
});

test('other wishes, changes, mere looks and what was refused are sent each time', async () => {
  const { post } = server();
  expect([await post('/campaigns', { name: 'a' }), await post('/campaigns', { name: 'b' })]).toEqual([1, 2]);
  expect([await post('/campaigns/1', {}, 'PUT'), await post('/campaigns/1', {}, 'PUT')]).toEqual([3, 4]);
  expect(await Promise.all([post('/schedules/check', {}), post('/schedules/check', {})])).toEqual([5, 6]);
  expect([await post('/players/1/command', { command: 'next' }), await post('/players/1/command', { command: 'next' })]).toEqual([7, 8]);
  const refusing = server(422);
  expect([await refusing.post('/campaigns', {}), await refusing.post('/campaigns', {})]).toEqual([1, 2]);
});

/** A line on which each sending meets the next of these fates, and the keys that were sent. */
function badLine(...fates: (number | 'cut' | 'half' | 'page' | 'busy')[]) {
  const keys: string[] = [];
  const send = once(async request => {
    keys.push(request.headers.get('Idempotency-Key') ?? '');
    const fate = fates.shift() ?? 201;
    if (fate === 'cut') throw new TypeError('Failed to fetch');
    if (fate === 'half')
      return new Response(new ReadableStream({ start: body => body.error(new TypeError('network error')) }), { status: 201 });
    if (fate === 'page') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    if (fate === 'busy') return new Response('{}', { status: 409, headers: { 'retry-after': '5' } });
    return answer(keys.length, fate);
  });
  const ask = async (path: string, body: unknown = {}, { method = 'POST', headers = {} } = {}) => {
    const asking = send(new Request(`http://tvs${path}`, { method, body: JSON.stringify(body), headers })).then(
      ({ status }) => status,
      (problem: Error) => problem.name,
    );
    await vi.advanceTimersByTimeAsync(6000);
    return asking;
  };
  return { keys, ask };
}

test.each(['cut', 'half', 'page', 'busy', 502, 503, 504] as const)('what met “%s” is sent again by itself, with its key', async fate => {
  const { keys, ask } = badLine(fate);
  expect(await ask('/campaigns')).toBe(201);
  expect(keys).toEqual([keys[0], keys[0]]);
  expect(keys[0]).toMatch(/^[\d-]{20,43}$/);
});

test('saved again by hand after the line was gone for long it has the same key, unless it says something else', async () => {
  const gone = ['cut', 'cut', 'cut'] as const;
  const { keys, ask } = badLine(...gone, ...gone, 401);
  const me = { headers: { Authorization: 'Bearer one' } };
  expect([await ask('/campaigns', { name: 'a' }, me), await ask('/campaigns', { name: 'b' })]).toEqual(['TypeError', 'TypeError']);
  // The session ended meanwhile, and somebody signed in again.
  expect([await ask('/campaigns', { name: 'a' }, me), await ask('/campaigns', { name: 'a' })]).toEqual([401, 201]);
  const [a, b] = [keys[0], keys[3]];
  expect(a).not.toBe(b);
  expect(keys).toEqual([a, a, a, b, b, b, a, a]);
  // Answered, it is over.
  await ask('/campaigns', { name: 'a' });
  expect(keys.at(-1)).not.toBe(a);
});

test('another version, another change in between, and a button pressed a minute later are other wishes', async () => {
  const gone = ['cut', 'cut', 'cut'] as const;
  const { keys, ask } = badLine(...gone, ...gone, 200, 200, ...gone);
  await ask('/campaigns/1/publish', {}, { headers: { 'If-Match': '"1"' } });
  await ask('/campaigns/1/publish', {}, { headers: { 'If-Match': '"2"' } });
  await ask('/campaigns/1/draft', {}, { method: 'PUT' });
  await ask('/campaigns/1/publish', {}, { headers: { 'If-Match': '"2"' } });
  await ask('/players/1/command', { command: 'next' });
  await vi.advanceTimersByTimeAsync(60_000);
  await ask('/players/1/command', { command: 'next' });
  const sent = [keys[0], keys[3], keys[6], keys[7], keys[8], keys[11]];
  expect(sent[2]).toBe('');
  expect(new Set(sent).size).toBe(6);
});

test('who signs out while it waits wants nothing any more; a button pressed meanwhile is pressed twice', async () => {
  const token = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.x`;
  session.start(token('7'));
  const left = badLine('cut', 201);
  const asking = left.ask('/campaigns');
  session.end();
  session.start(token('8'));
  expect([await asking, left.keys.length]).toEqual(['TypeError', 1]);
  session.end();
  const { keys, ask } = badLine('cut', 201, 201, 201);
  await Promise.all([ask('/players/1/command', { command: 'next' }), ask('/players/1/command', { command: 'next' })]);
  expect([keys.length, new Set(keys).size]).toEqual([3, 2]);
});

test('what was refused, and who gave up, is not sent again; looking has no key', async () => {
  const refused = badLine(422, 500, 409, 'cut');
  expect([await refused.ask('/a'), await refused.ask('/b'), await refused.ask('/c')]).toEqual([422, 500, 409]);
  expect(await refused.ask('/schedules/check')).toBe('TypeError');
  expect(refused.keys.map(key => key.length > 0)).toEqual([true, true, true, false]);
  const stopped = once(() => Promise.reject(new DOMException('', 'AbortError')));
  await expect(stopped(new Request('http://tvs/a', { method: 'POST' }))).rejects.toThrow(DOMException);
});
