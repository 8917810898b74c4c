import { createHash } from 'node:crypto';
import { parseFeed } from 'feedsmith';
import { decodeFeed } from './charset.ts';
import { entriesOf, type RawEntry } from './entries.ts';
import { FeedError } from './feed-error.ts';
import { textOfHtml, tidy } from './plain-text.ts';
import { guardXml } from './xml-guard.ts';

export interface FeedItem {
  /** SHA-256, hex: the same for the same item next time. */
  guid: string;
  title: string;
  body: string | null;
  link: string | null;
  /** Epoch ms. */
  published_at: number | null;
}

export interface Feed {
  title: string | null;
  /** Newest first. */
  items: FeedItem[];
}

const longestTitle = 300;
const longestBody = 2000;
const longestLink = 2000;
/** Entries looked at; no feed that is read for a screen has more. */
const mostEntries = 2000;
/** 2200: what claims to be later is a mistake. */
const latest = 7_258_118_400_000;

/** The newest items of a feed as plain text. Throws FeedError with words for whoever typed its address. */
export function readFeed(bytes: Uint8Array, { contentType, url, max }: { contentType: string | undefined; url: URL; max: number }): Feed {
  const text = decodeFeed(bytes, contentType).trimStart();
  if (text.startsWith('<')) guardXml(text);
  const { title, entries } = parsed(text);
  const items: FeedItem[] = [];
  const known = new Set<string>();
  for (const entry of newestFirst(entries.slice(0, mostEntries))) {
    const item = itemOf(entry, url);
    if (!item || known.has(item.guid)) continue;
    known.add(item.guid);
    items.push(item);
    if (items.length === max) break;
  }
  return { title: title === undefined ? null : textOfHtml(title, longestTitle) || null, items };
}

function parsed(text: string) {
  try {
    return entriesOf(parseFeed(text));
  } catch (error) {
    throw new FeedError('There is no RSS, Atom or JSON Feed at this address.', { cause: error });
  }
}

/** What has no date keeps its place among the others: feeds mostly come newest first. */
function newestFirst(entries: readonly RawEntry[]) {
  const dated = entries.map((entry, index) => ({ ...entry, at: instant(entry.date), index }));
  if (dated.some(entry => entry.at === null)) return dated;
  return dated.sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || a.index - b.index);
}

function itemOf(entry: RawEntry & { at: number | null }, base: URL): FeedItem | null {
  const title = textOf(entry.title, longestTitle).replace(/\s+/g, ' ');
  const body = textOf(entry.body, longestBody) || null;
  if (title === '' && body === null) return null;
  const link = linkOf(entry.link, base);
  return { guid: identity(entry.guid, link, title, body), title, body, link, published_at: entry.at };
}

function textOf(part: RawEntry['title'], max: number): string {
  if (!part) return '';
  return part.html ? textOfHtml(part.value, max) : tidy(part.value, max);
}

function linkOf(value: string | undefined, base: URL): string | null {
  if (!value || !URL.canParse(value.trim(), base.href)) return null;
  const url = new URL(value.trim(), base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  return url.href.length > longestLink ? null : url.href;
}

function identity(guid: string | undefined, link: string | null, title: string, body: string | null): string {
  const named = guid?.trim() ? ['guid', guid.trim()] : link ? ['link', link] : ['text', title, body ?? ''];
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}

function instant(date: string | undefined): number | null {
  if (!date || date.length > 100) return null;
  const at = Date.parse(date.trim());
  return Number.isFinite(at) && at >= 0 && at < latest ? at : null;
}
