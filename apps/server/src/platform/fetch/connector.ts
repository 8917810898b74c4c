import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressRule, isLocalName } from './addresses.ts';
import { FetchError } from './refusal.ts';

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<{ address: string; family: number }[]>;

const resolveBySystem: Resolve = name => systemLookup(name, { all: true });

const refused = () => new FetchError('address', 'This address does not lie in the public internet; the server fetches from nowhere else.');

/** Throws unless the host of a URL may be asked for; of a name it says nothing yet. */
export function requireHost(url: URL, allow: AddressRule): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) ? !allow(host) : isLocalName(host)) throw refused();
}

/**
 * Connects only to addresses that the rule allows. A name is looked up once, all it stands for must be allowed, and the
 * socket is given these addresses and no name: what a second look-up would say (DNS rebinding) is never asked.
 */
export function guardedConnector(allow: AddressRule, resolve: Resolve = resolveBySystem): buildConnector.connector {
  const lookup: LookupFunction = (name, options, callback) => {
    checkedAddresses(name, allow, resolve).then(
      addresses => {
        const fitting = addresses.filter(({ family }) => !options.family || options.family === family);
        const [first] = fitting;
        if (!first) callback(new FetchError('name', 'This name has no address.'), '', 4);
        else if (options.all) callback(null, fitting);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 4),
    );
  };
  const connect = buildConnector({ lookup, timeout: 10_000 });
  return (options, callback) => {
    // An address needs no look-up, so the check above never sees it.
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !allow(host)) {
      callback(refused(), null);
      return;
    }
    connect(options, callback);
  };
}

async function checkedAddresses(name: string, allow: AddressRule, resolve: Resolve) {
  if (isLocalName(name)) throw refused();
  const addresses = await resolve(name).catch((error: unknown) => {
    throw new FetchError('name', 'There is no server of this name.', { cause: error });
  });
  if (!addresses.every(({ address }) => allow(address))) throw refused();
  return addresses;
}
