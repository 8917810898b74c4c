import type { NetworkInterfaceInfo } from 'node:os';

const most = 3;

/** The IPv4 addresses that other machines may reach this one at, as `os.networkInterfaces()` tells them; at most three. */
export function networkAddresses(cards: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): string[] {
  return Object.values(cards)
    .flatMap(card => card ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
    .slice(0, most);
}
