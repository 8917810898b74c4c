import { expect, test } from 'vitest';
import { runBulk } from './bulk.ts';

const refused = (status: number, more = {}) => ({ status, code: 'x', title: '', detail: '', ...more });
const never = new AbortController().signal;

test('what fails is named and the rest is done all the same', async () => {
  const steps: number[] = [];
  const act = async (item: number) => {
    if (item === 2) throw refused(409);
  };
  const { done, failures } = await runBulk([1, 2, 3], { act, signal: never, wait: async () => {}, onStep: count => steps.push(count) });
  expect([done, steps]).toEqual([3, [1, 2, 3]]);
  expect(failures).toEqual([{ item: 2, failure: refused(409) }]);
});

test('it stops between two items when asked, and at once when the server is away', async () => {
  const stop = new AbortController();
  const stopped = await runBulk([1, 2, 3], {
    act: async item => {
      if (item === 2) stop.abort();
    },
    signal: stop.signal,
    wait: async () => {},
    onStep: () => {},
  });
  expect(stopped).toEqual({ done: 2, failures: [] });
  const away = await runBulk([1, 2, 3], {
    act: async () => {
      throw new TypeError('Failed to fetch');
    },
    signal: never,
    wait: async () => {},
    onStep: () => {},
  });
  expect([away.done, away.failures.length]).toEqual([1, 1]);
});

test('a server that wants a pause gets it, and the item its turn', async () => {
  const pauses: number[] = [];
  let tries = 0;
  const act = async () => {
    if (++tries < 3) throw refused(429, { retry_after: 7 });
  };
  const { failures } = await runBulk([1], { act, signal: never, wait: async seconds => void pauses.push(seconds), onStep: () => {} });
  expect([pauses, failures]).toEqual([[7, 7], []]);
});
