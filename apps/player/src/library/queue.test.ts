import type { ProgrammeContent } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

const content = (id: number, sha256 = `sha-${id}`): ProgrammeContent => ({
  id,
  sha256,
  title: '',
  type: 'image',
  mime_type: 'image/png',
  url: '/',
  size: 1,
  duration: null,
  width: null,
  height: null,
});
const nothing = () => false;
const ids = (contents: readonly ProgrammeContent[]) => contents.map(({ id }) => id);

test('files are fetched in the order of need, two at a time, what is there not at all', () => {
  const queue = new Queue();
  queue.want([content(1), content(2), content(3), content(4)]);
  expect(ids(queue.take(({ id }) => id === 2, 0))).toEqual([1, 3]);
  expect(queue.take(nothing, 0)).toEqual([]);
  queue.done('sha-1');
  expect(ids(queue.take(({ id }) => id < 3, 0))).toEqual([4]);
});

test('the same bytes under two ids are fetched once', () => {
  const queue = new Queue();
  queue.want([content(1, 'same'), content(2, 'same')]);
  expect(queue.take(nothing, 0)).toHaveLength(1);
});

test('a failure lets the next file go first and waits longer each time', () => {
  const queue = new Queue();
  queue.want([content(1), content(2), content(3)]);
  queue.take(nothing, 0);
  queue.failed('sha-1', 'network', false, 0);
  expect(ids(queue.take(nothing, 10))).toEqual([3]);
  queue.done('sha-3');
  expect(ids(queue.take(({ id }) => id === 3, 3000))).toEqual([1]);
  queue.failed('sha-1', 'network', false, 3000);
  expect(queue.take(({ id }) => id === 3, 8999)).toEqual([]);
  expect(ids(queue.take(({ id }) => id === 3, 9000))).toEqual([1]);
});

test('a new connection need not wait', () => {
  const queue = new Queue();
  queue.want([content(1)]);
  queue.take(nothing, 0);
  queue.failed('sha-1', 'network', false, 0);
  queue.hurry();
  expect(ids(queue.take(nothing, 1))).toEqual([1]);
});

test('a connection that breaks again and again, but brings something each time, is taken up again at once', () => {
  const queue = new Queue();
  queue.want([content(1)]);
  for (let at = 0; at < 10_000; at += 500) {
    expect(ids(queue.take(nothing, at))).toEqual([1]);
    queue.failed('sha-1', 'network', true, at);
  }
});

test('what failed is told with its reason until it is there, or no longer wanted', () => {
  const queue = new Queue();
  queue.want([content(1), content(2)]);
  queue.take(nothing, 0);
  queue.failed('sha-1', 'wrong_bytes', false, 0);
  queue.hurry();
  expect(queue.failures).toEqual([{ content: content(1), reason: 'wrong_bytes' }]);
  queue.want([content(2)]);
  expect(queue.failures).toEqual([]);
});
