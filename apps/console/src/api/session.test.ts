import { beforeEach, expect, test, vi } from 'vitest';
import { session, subjectOf } from './session.ts';

const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
beforeEach(() => session.end());

test('a token says whose it is, and anything else nothing', () => {
  expect(subjectOf(tokenOf({ sub: '7', role: 'é?>~' }))).toBe('7');
  for (const text of [null, '', 'a.b.c', 'e30.e30.x', tokenOf({ sub: 7 })]) expect(subjectOf(text)).toBeNull();
});

test('while a new token is on its way a refusal of the old one says nothing', async () => {
  const [first, second] = [tokenOf({ sub: '7', n: 1 }), tokenOf({ sub: '7', n: 2 })];
  session.start(first);
  await session.hold(async () => {
    session.lapse(first);
    expect(session.lapsed()).toBe(false);
    session.start(second);
  });
  expect([session.token(), session.lapsed()]).toEqual([second, false]);
  await expect(session.hold(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  session.lapse(second);
  expect(session.lapsed()).toBe(true);
});

test('a refused token stays until its owner is here again: what was open stays open', () => {
  const [first, second] = [tokenOf({ sub: '7', n: 1 }), tokenOf({ sub: '7', n: 2 })];
  const told = vi.fn();
  const stop = session.subscribe(told);
  session.start(first);
  session.lapse(first);
  session.lapse(first);
  expect([session.token(), session.lapsed(), session.whose(), told.mock.calls.length]).toEqual([first, true, '7', 2]);
  session.start(second);
  // An answer that was long on its way speaks of the token before.
  session.lapse(first);
  expect([session.token(), session.lapsed()]).toEqual([second, false]);
  session.lapse(second);
  session.end();
  expect([session.token(), session.lapsed(), session.whose()]).toEqual([null, false, null]);
  stop();
});
