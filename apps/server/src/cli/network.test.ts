import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { networkAddresses } from './network.ts';

const card = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;

it('names what a screen elsewhere can open: not the machine itself, nor what nobody gave it', () => {
  expect(
    networkAddresses({
      lo: [card('127.0.0.1', 'IPv4', true)],
      eth0: [card('192.168.0.7'), card('fe80::1', 'IPv6')],
      wlan0: [card('169.254.3.4')],
      gone: undefined,
    }),
  ).toEqual(['192.168.0.7']);
});
