import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createAddressReader, isOwnOrigin } from './door.ts';

const asked = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;
const plain = { publicUrl: null, trustProxy: false } as const;

describe('a page may open a socket', () => {
  test.each([
    ['from the same host', { origin: 'http://tv.example:5000', host: 'tv.example:5000' }, plain],
    ['with the port that goes without saying', { origin: 'https://tv.example', host: 'tv.example:443' }, plain],
    ['from no browser at all', { host: 'tv.example' }, plain],
    ['from the public address', { origin: 'https://tv.example', host: '10.0.0.1:5000' }, { ...plain, publicUrl: 'https://tv.example' }],
    [
      'from the host that a trusted proxy names',
      { origin: 'https://tv.example', host: 'app:5000', 'x-forwarded-host': 'tv.example' },
      { ...plain, trustProxy: true },
    ],
  ])('%s', (_, headers, config) => {
    expect(isOwnOrigin(asked(headers as Record<string, string>), config)).toBe(true);
  });

  test.each([
    ['from another site', { origin: 'https://evil.example', host: 'tv.example' }, plain],
    ['from another port', { origin: 'http://tv.example:81', host: 'tv.example' }, plain],
    ['from a page without origin', { origin: 'null', host: 'tv.example' }, plain],
    ['from a file', { origin: 'file://', host: 'tv.example' }, plain],
    ['from the host that anybody names', { origin: 'https://evil.example', host: 'a', 'x-forwarded-host': 'evil.example' }, plain],
    ['from the public host by another scheme', { origin: 'http://tv.example', host: 'app' }, { ...plain, publicUrl: 'https://tv.example' }],
  ])('but not %s', (_, headers, config) => {
    expect(isOwnOrigin(asked(headers as Record<string, string>), config)).toBe(false);
  });
});

describe('the address of a player', () => {
  test.each([
    ['is its own', false, '::ffff:10.1.2.3', undefined, '10.1.2.3'],
    ['is not what it claims', false, '10.1.2.3', '8.8.8.8', '10.1.2.3'],
    ['is the first hop when every proxy is trusted', true, '10.0.0.1', '8.8.8.8, 10.0.0.2', '8.8.8.8'],
    ['is the nearest that is not a proxy of ours', '10.0.0.0/8', '10.0.0.1', '1.1.1.1, 8.8.8.8, 10.0.0.2', '8.8.8.8'],
    ['is not believed of a stranger', 'loopback', '10.0.0.1', '8.8.8.8', '10.0.0.1'],
    ['is told by a proxy on this machine', 'loopback', '::1', '2001:db8::7', '2001:db8::7'],
    ['is not a word', true, '10.0.0.1', 'unknown', '10.0.0.1'],
    ['is unknown without one', false, '', undefined, null],
  ])('%s', (_, trusted, peer, forwarded, address) => {
    expect(createAddressReader(trusted)(peer, forwarded)).toBe(address);
  });
});
