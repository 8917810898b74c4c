import type { Editorial, EditorialItem, EditorialSnapshot, EditorialTheme } from '@tvs/protocol';

/** Letters of a title that are read at a glance. */
export const titleLetters = 90;
/** Dishes and headings that share one slide, as the server writes them down. */
const menuItems = 12;

export type Drawn = Pick<EditorialItem, 'title' | 'body' | 'link' | 'published_at'>;

/** What an editorial looks like when nobody said. */
export function themeOf({ kind, config }: Pick<Editorial, 'kind' | 'config'>): EditorialTheme {
  return config.theme ?? (kind === 'feed' ? 'news' : 'notice');
}

/** Whether an item is on screens at an instant (epoch ms), and why not. Items in their order. */
export type ItemState = 'shown' | 'expired' | 'beyond';
export function itemStates(
  items: readonly Pick<EditorialItem, 'id' | 'expires_at'>[],
  most: number,
  now: number,
): ReadonlyMap<number, ItemState> {
  let shown = 0;
  return new Map(
    items.map(({ id, expires_at }) => {
      if (expires_at !== null && Date.parse(expires_at) <= now) return [id, 'expired'];
      shown += 1;
      return [id, shown > most ? 'beyond' : 'shown'];
    }),
  );
}

/** The file of an editorial with these items, as screens get it: what isn't saved yet can be looked at with it. */
export function slidesText(editorial: Pick<Editorial, 'name' | 'kind' | 'feed_url' | 'config'>, items: readonly Drawn[]): string {
  const { name, feed_url, config } = editorial;
  const theme = themeOf(editorial);
  const snapshot: EditorialSnapshot = {
    name,
    theme,
    source: feed_url !== null && URL.canParse(feed_url) ? new URL(feed_url).hostname.replace(/^www\./, '') : null,
    config: {
      seconds_per_item: config.seconds_per_item,
      show_qr: config.show_qr,
      items_per_slide: theme === 'menu' ? menuItems : 1,
    },
    items: items.map(({ title, body, link, published_at }) => ({ title, body: body || null, link, published_at })),
  };
  return JSON.stringify(snapshot);
}

/** Seconds that somebody who walks by takes to read this: two and a half words a second, after two to look up. */
export function readingSeconds({ title, body }: Pick<Drawn, 'title' | 'body'>): number {
  const words = `${title} ${body ?? ''}`.split(/\s+/).filter(Boolean).length;
  return Math.ceil(2 + words / 2.5);
}
