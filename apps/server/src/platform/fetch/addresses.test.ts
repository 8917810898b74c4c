import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLocalName, isPublicAddress } from './addresses.ts';
import { createGuardedFetch } from './guarded.ts';

test.each([
  ['this machine', ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '0.1.2.3', '::']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fd12:3456::1', 'fec0::1']],
  ['link-local and metadata', ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254']],
  ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255']],
  ['multicast and broadcast', ['224.0.0.1', '239.255.255.250', '255.255.255.255', 'ff02::1']],
  [
    'reserved and documentation',
    ['192.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '240.0.0.1', '2001:db8::1', '3fff::1'],
  ],
  [
    'IPv4 in IPv6',
    ['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::7f00:1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '::ffff:0:10.0.0.1'],
  ],
  ['tunnels', ['2002:7f00:1::', '2002:808:808::', '2001:0:a00:1::1', '64:ff9b:1::808:808']],
  ['no address at all', ['', 'example.com', '1.2.3', '1.2.3.4.5', ':::', '8.8.8.8/8', 'public']],
])('%s: never allowed', (_, addresses) => {
  for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2001:4860:4860::8888',
  '2a00:1450::1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', address => expect(isPublicAddress(address)).toBe(true));

const octet = fc.integer({ min: 0, max: 255 });
/** IPv4 addresses that are never public, as four bytes. */
const inner = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
);

/** The ways to write an IPv4 address that some parser somewhere accepts in a URL. */
function spellings([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const [hex, octal] = [(n: number) => `0x${n.toString(16)}`, (n: number) => `0${n.toString(8)}`];
  const pair = (n: number) => n.toString(16);
  const low = c * 256 + d;
  return [
    [a, b, c, d].join('.'),
    `${[a, b, c, d].join('.')}.`,
    `${whole}`,
    hex(whole),
    `0${whole.toString(8)}`,
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${a}.${b}.${low}`,
    `${a}.${hex(b * 65_536 + low)}`,
    `${a}%2e${b}%2E${c}.${d}`,
    [a, b, c, d].join('。'),
    `[::ffff:${[a, b, c, d].join('.')}]`,
    `[::ffff:${pair(a * 256 + b)}:${pair(low)}]`,
    `[0:0:0:0:0:FFFF:${pair(a * 256 + b)}:${pair(low)}]`,
    `[::${pair(a * 256 + b)}:${pair(low)}]`,
    `[64:ff9b::${pair(a * 256 + b)}:${pair(low)}]`,
    `[2002:${pair(a * 256 + b)}:${pair(low)}::]`,
    `[2001:0:${pair(a * 256 + b)}:${pair(low)}::1]`,
  ];
}

test('no spelling of an inner address passes, in either scheme, with any port or path', () => {
  const guard = createGuardedFetch();
  fc.assert(
    fc.property(
      inner,
      fc.nat({ max: 17 }),
      fc.constantFrom('http', 'https', 'HTTP'),
      fc.constantFrom('', ':80', ':8080/x', '/?a#b'),
      (address, way, scheme, rest) => {
        const url = `${scheme}://${spellings(address)[way]}${rest}`;
        expect(() => guard.check(url), url).toThrow();
      },
    ),
    { numRuns: 2000 },
  );
});

test('a public address passes in its plain spelling, so that the guard is no wall', () => {
  const guard = createGuardedFetch();
  fc.assert(
    fc.property(fc.tuple(fc.integer({ min: 11, max: 99 }), octet, octet, octet), address => {
      expect(isPublicAddress(address.join('.'))).toBe(true);
      expect(() => guard.check(`https://${address.join('.')}/feed.xml`)).not.toThrow();
    }),
  );
});

test.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.localhost..'])('%s means this machine', name => {
  expect(isLocalName(name)).toBe(true);
  expect(() => createGuardedFetch().check(`http://${name}/`)).toThrow();
});

test('names that only look alike are none of this machine', () => {
  for (const name of ['localhost.example.com', 'mylocalhost', 'local']) expect(isLocalName(name)).toBe(false);
});
