import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether the server may connect to an address that somebody outside named. */
export type AddressRule = (address: string) => boolean;

/** NAT64's well-known prefix: on networks without IPv4 every IPv4 host is reached through it. */
const nat64 = ipaddr.IPv6.parse('64:ff9b::');
/** What is given out of IPv6 for the internet. ipaddr.js calls more than this unicast, `::7f00:1` (127.0.0.1) too. */
const globalUnicast = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address (not a name) is one of the public internet. IPv4 inside IPv6 counts as what it stands for where a
 * system routes it (mapped, NAT64), and is refused where it is history (compatible, 6to4, Teredo, SIIT).
 */
export const isPublicAddress: AddressRule = address => {
  // ipaddr.js takes more for an address than a socket does: `1.2.3` is no name then, and no address here.
  if (!isIP(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicIPv4(parsed);
  if (parsed.isIPv4MappedAddress()) return isPublicIPv4(parsed.toIPv4Address());
  if (parsed.match(nat64, 96)) return isPublicIPv4(new ipaddr.IPv4(parsed.toByteArray().slice(12)));
  return parsed.match(globalUnicast, 3) && parsed.range() === 'unicast';
};

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast';
}

/** Names that mean this machine whatever a resolver says (RFC 6761). */
export function isLocalName(host: string): boolean {
  return /(?:^|\.)localhost\.*$/i.test(host);
}
