import { expect, test } from 'vitest';
import { isPublicAddress } from './addresses.ts';
import { guardedConnector } from './connector.ts';

/** What connecting to a host ends with, as undici asks for it. */
const connect = (hostname: string, resolve = async () => [{ address: '127.0.0.1', family: 4 }]) =>
  new Promise<string>(done => {
    guardedConnector(isPublicAddress, resolve)({ hostname, host: hostname, protocol: 'http:', port: '1' }, (error, socket) => {
      socket?.destroy();
      done(error && 'failure' in error ? String(error.failure) : 'connected');
    });
  });

// The address in the URL is looked at before; this is the last door, which no caller can forget.
test.each(['127.0.0.1', '169.254.169.254', '[::1]', '[::ffff:7f00:1]', '::1'])(
  'the connector itself refuses %s, which no look-up sees',
  async host => {
    expect(await connect(host)).toBe('address');
  },
);

test.each(['localhost', 'a.localhost.', 'inside.example'])('it refuses the name %s by what it stands for', async host => {
  expect(await connect(host)).toBe('address');
});

test('a name without any address is no way around', async () => {
  expect(await connect('empty.example', async () => [])).toBe('name');
});
