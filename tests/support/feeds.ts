import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppOptions } from '@tvs/server/app';

export type FeedAnswer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FeedServer {
  url: string;
  /** What was asked, oldest first. */
  asked: { path: string; headers: IncomingMessage['headers'] }[];
  /** What a path answers from now on; a string or bytes with 200. */
  serve(path: string, answer: FeedAnswer | string | Uint8Array, type?: string): void;
  close(): Promise<void>;
}

/** The outside world: a real server on this machine. */
export async function feedServer(): Promise<FeedServer> {
  const answers = new Map<string, FeedAnswer>();
  const asked: FeedServer['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    serve(path, answer, type = 'application/rss+xml') {
      const sent =
        typeof answer === 'function'
          ? answer
          : (_: IncomingMessage, response: ServerResponse) => response.setHeader('content-type', type).end(answer);
      answers.set(path, sent as FeedAnswer);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Lets the server fetch from the feed server and from nowhere else; `names` stand for addresses as a resolver would say. */
export function onlyHere(names: Record<string, string[]> = {}, more: AppOptions['fetchRules'] = {}): NonNullable<AppOptions['fetchRules']> {
  return {
    allow: address => address === '127.0.0.1',
    resolve: async name => {
      const addresses = names[name];
      if (!addresses) throw new Error('ENOTFOUND');
      return addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    ...more,
  };
}

export interface Entry {
  guid?: string;
  title?: string;
  text?: string;
  link?: string;
  date?: string;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** An RSS 2.0 document. */
export function rss(entries: readonly Entry[], title = 'News'): string {
  const tag = (name: string, value: string | undefined) => (value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`);
  const items = entries.map(
    ({ guid, title, text, link, date }) =>
      `<item>${tag('guid', guid)}${tag('title', title)}${tag('description', text)}${tag('link', link)}${tag('pubDate', date)}</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>${tag('title', title)}${items.join('')}</channel></rss>`;
}
