import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Config } from '../config.ts';

/**
 * Whether a browser page may open a socket: only one that this server sent. Devices without a browser send no Origin.
 * Stands in for CORS, which browsers do not apply to WebSocket.
 */
export function isOwnOrigin(request: IncomingMessage, config: Pick<Config, 'publicUrl' | 'trustProxy'>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (config.publicUrl !== null && new URL(config.publicUrl).origin === url.origin) return true;
  const forwarded = config.trustProxy === false ? undefined : request.headers['x-forwarded-host'];
  return [host, forwarded].some(name => name !== undefined && hostOf(name, url.protocol) === url.host);
}

/** `shop.example:80` and `shop.example` are the same host over http. */
function hostOf(name: string | string[], protocol: string): string | null {
  const address = `${protocol}//${String(name)}`;
  return URL.canParse(address) ? new URL(address).host : null;
}

/** The address a player connects from; behind a proxy that is trusted, the one the proxy names. `null`: not to be known. */
export function createAddressReader(trustProxy: Config['trustProxy']) {
  const trusted = trustedAddresses(trustProxy);
  return (peer: string | undefined, forwarded: string | string[] | undefined): string | null => {
    let address = plain(peer ?? '');
    // From the nearest hop outwards, for as long as the one who says so is trusted.
    const hops = String(forwarded ?? '')
      .split(',')
      .slice(-20)
      .map(hop => plain(hop.trim()));
    for (let hop = hops.pop(); hop && isIP(hop) && trusted(address); hop = hops.pop()) address = hop;
    return isIP(address) ? address : null;
  };
}

function trustedAddresses(trustProxy: Config['trustProxy']): (address: string) => boolean {
  if (typeof trustProxy === 'boolean') return () => trustProxy;
  const list = new BlockList();
  for (const entry of trustProxy.split(',').map(part => part.trim())) {
    const [address = '', prefix] = entry.split('/');
    if (entry === 'loopback') {
      list.addSubnet('127.0.0.0', 8);
      list.addAddress('::1', 'ipv6');
    } else if (isIP(address)) {
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (prefix === undefined) list.addAddress(address, family);
      else list.addSubnet(address, Number(prefix), family);
    }
  }
  return address => isIP(address) > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** IPv4 as such, also when the system hands it over inside IPv6; no zone index. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
