import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { limitBacklog } from './backlog.ts';
import type { TvsSocket } from './types.ts';

test('a socket that does not take what is sent is closed, one that does is not', () => {
  const closed: boolean[] = [];
  const conn = Object.assign(new EventEmitter(), { close: (discard: boolean) => closed.push(discard) });
  limitBacklog({ conn } as unknown as TvsSocket, 100);
  const send = (bytes: number) => conn.emit('packetCreate', { data: 'x'.repeat(bytes) });
  for (let n = 0; n < 10; n++) {
    send(60);
    conn.emit('flush');
  }
  send(60);
  expect(closed).toEqual([]);
  send(60);
  // Nothing that waits for it is kept.
  expect(closed).toEqual([true]);
});
