import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { once } from './once.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function server(status = 201) {
  const asked: string[] = [];
  const send = once(async request => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return new Response(JSON.stringify({ id: asked.length }), { status });
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
