import { Agent, type Dispatcher, request } from 'undici';
import { type AddressRule, isPublicAddress } from './addresses.ts';
import { encodings, readBody } from './body.ts';
import { guardedConnector, type Resolve, requireHost } from './connector.ts';
import { explained, FetchError } from './refusal.ts';

export interface FetchRules {
  /** Default: public addresses only. Another rule is for tests, which talk to a server of their own; no setting reaches it. */
  allow?: AddressRule;
  /** Default: the system's resolver. */
  resolve?: Resolve;
  /** For everything, redirects and the last byte included, ms. */
  timeLimit?: number;
  /** Of the body, packed and unpacked. */
  sizeLimit?: number;
}

export interface Fetched {
  /** 200 to 299, or 304. */
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** Where the redirects led. */
  url: URL;
}

export interface GuardedFetch {
  /** GETs something outside. @throws FetchError whatever goes wrong */
  get(url: string, headers?: Record<string, string>, signal?: AbortSignal): Promise<Fetched>;
  /** Refuses at once what can be refused without asking anybody. @throws FetchError */
  check(url: string): void;
}

const redirects = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 5;

/**
 * The only way by which this server fetches something on a user's word: http and https, public addresses, followed by
 * hand, bounded in time and size. Ports are free: a feed may stand on any, and the address class is what protects.
 */
export function createGuardedFetch(rules: FetchRules = {}): GuardedFetch {
  const { allow = isPublicAddress, resolve, timeLimit = 10_000, sizeLimit = 2 * 2 ** 20 } = rules;
  const connect = guardedConnector(allow, resolve);

  async function follow(start: string, headers: Record<string, string>, signal: AbortSignal): Promise<Fetched> {
    let url = requireUrl(start, allow);
    for (let hops = 0; hops <= maxRedirects; hops++) {
      // One for each address, destroyed afterwards: no connection outlives the look-up that allowed it.
      const dispatcher = new Agent({ connect, pipelining: 0, headersTimeout: timeLimit, bodyTimeout: timeLimit });
      try {
        const answer = await request(url, { dispatcher, signal, headers: { ...headers, 'accept-encoding': encodings } });
        const next = nextOf(answer, url, allow);
        if (!next) return await taken(answer, url, sizeLimit);
        answer.body.on('error', () => undefined).destroy();
        url = next;
      } finally {
        await dispatcher.destroy();
      }
    }
    throw new FetchError('redirects', `The address leads on more than ${maxRedirects} times.`);
  }

  return {
    check: url => void requireUrl(url, allow),

    async get(url, headers = {}, signal) {
      const late = AbortSignal.timeout(timeLimit);
      try {
        return await follow(url, headers, signal ? AbortSignal.any([signal, late]) : late);
      } catch (error) {
        if (late.aborted) throw new FetchError('time', `The server took longer than ${Math.ceil(timeLimit / 1000)} s.`, { cause: error });
        throw explained(error);
      }
    },
  };
}

/** http or https, nobody's password, a host that may be asked. The URL parser has already put odd spellings of IPv4 right. */
function requireUrl(text: string, allow: AddressRule, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new FetchError('url', 'This is not an address that begins with http:// or https://.');
  if (url.username !== '' || url.password !== '') throw new FetchError('url', 'An address with a user name or password is not taken.');
  requireHost(url, allow);
  return url;
}

function nextOf({ statusCode, headers }: Dispatcher.ResponseData, url: URL, allow: AddressRule): URL | null {
  if (!redirects.has(statusCode)) return null;
  const location = one(headers.location);
  if (location === undefined) throw new FetchError('status', 'The server sends on to nowhere.', { status: statusCode });
  return requireUrl(location, allow, url);
}

async function taken({ statusCode: status, headers, body }: Dispatcher.ResponseData, url: URL, sizeLimit: number): Promise<Fetched> {
  const read = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, one(value)]));
  if (status !== 304 && (status < 200 || status > 299)) {
    body.on('error', () => undefined).destroy();
    throw new FetchError('status', `The server answered ${status}.`, { status, retryAfter: retrySeconds(read['retry-after']) });
  }
  return { status, headers: read, body: await readBody(body, read['content-encoding'] ?? '', sizeLimit), url };
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Only the form in seconds; a date is left to the usual rest. */
function retrySeconds(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value.trim()) ? Number(value) : null;
}
