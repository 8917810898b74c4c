import type { parseFeed } from 'feedsmith';

interface Part {
  value: string;
  /** Whether its `<` are tags; feeds say so, or always do it. */
  html: boolean;
}

/** What one entry says, whatever the format. */
export interface RawEntry {
  guid: string | undefined;
  link: string | undefined;
  date: string | undefined;
  title: Part | undefined;
  body: Part | undefined;
}

type Parsed = ReturnType<typeof parseFeed<string>>;
type OfFormat<Format extends Parsed['format']> = Extract<Parsed, { format: Format }>['feed'];

/** The entries of any format that feedsmith reads, short texts before long ones: a screen shows the summary. */
export function entriesOf(parsed: Parsed): { title: string | undefined; entries: RawEntry[] } {
  switch (parsed.format) {
    case 'rss':
      return { title: parsed.feed.title, entries: rss(parsed.feed) };
    case 'rdf':
      return { title: parsed.feed.title, entries: rdf(parsed.feed) };
    case 'atom':
      return { title: parsed.feed.title?.value, entries: atom(parsed.feed) };
    case 'json':
      return { title: parsed.feed.title, entries: json(parsed.feed) };
  }
}

const html = (value: string | undefined): Part | undefined => (value?.trim() ? { value, html: true } : undefined);
const plain = (value: string | undefined): Part | undefined => (value?.trim() ? { value, html: false } : undefined);

function rss(feed: OfFormat<'rss'>): RawEntry[] {
  return (feed.items ?? []).map(item => ({
    guid: item.guid?.value,
    link: item.link ?? (item.guid?.isPermaLink === false ? undefined : urlOnly(item.guid?.value)),
    date: item.pubDate ?? item.dc?.dates?.[0],
    title: html(item.title),
    body: html(item.description) ?? html(item.content?.encoded),
  }));
}

function rdf(feed: OfFormat<'rdf'>): RawEntry[] {
  return (feed.items ?? []).map(item => ({
    guid: item.rdf?.about,
    link: item.link,
    date: item.dc?.dates?.[0],
    title: html(item.title),
    body: html(item.description) ?? html(item.content?.encoded),
  }));
}

function atom(feed: OfFormat<'atom'>): RawEntry[] {
  const text = (part: { value?: string | undefined; type?: string | undefined } | undefined) =>
    part?.type === undefined || part.type === 'text' || part.type === 'text/plain' ? plain(part?.value) : html(part.value);
  return (feed.entries ?? []).map(entry => ({
    guid: entry.id,
    link: (entry.links?.find(link => link.rel === undefined || link.rel === 'alternate') ?? entry.links?.[0])?.href,
    date: entry.published ?? entry.updated,
    title: text(entry.title),
    body: text(entry.summary) ?? text(entry.content),
  }));
}

function json(feed: OfFormat<'json'>): RawEntry[] {
  return (feed.items ?? []).map(item => ({
    guid: item.id,
    link: item.url ?? item.external_url,
    date: item.date_published ?? item.date_modified,
    title: plain(item.title),
    body: plain(item.summary) ?? plain(item.content_text) ?? html(item.content_html),
  }));
}

function urlOnly(value: string | undefined): string | undefined {
  return value && /^https?:\/\//i.test(value) ? value : undefined;
}
