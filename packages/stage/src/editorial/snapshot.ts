/** What an editorial's file says: plain text only. */
export interface Slides {
  name: string;
  theme: 'notice' | 'news' | 'menu';
  source: string | null;
  seconds_per_item: number;
  items_per_slide: number;
  show_qr: boolean;
  items: readonly SlideItem[];
}

export interface SlideItem {
  title: string;
  body: string | null;
  link: string | null;
  /** Epoch ms. */
  published_at: number | null;
}

const THEMES: readonly unknown[] = ['notice', 'news', 'menu'];

/** Reads an editorial's file; what an older or newer server leaves out has a usual value. Throws without items to show. */
export function readSlides(text: string): Slides {
  const file = record(JSON.parse(text));
  const config = record(file.config);
  const items = (Array.isArray(file.items) ? file.items : []).map(record).filter(item => typeof item.title === 'string');
  if (items.length === 0) throw new Error('the editorial has no items');
  return {
    name: word(file.name) ?? '',
    theme: THEMES.includes(file.theme) ? (file.theme as Slides['theme']) : 'news',
    source: word(file.source),
    seconds_per_item: positive(config.seconds_per_item, 8),
    items_per_slide: positive(config.items_per_slide, 1),
    show_qr: config.show_qr === true,
    items: items.map(item => ({
      title: word(item.title) ?? '',
      body: word(item.body),
      link: word(item.link),
      published_at: Date.parse(word(item.published_at) ?? '') || null,
    })),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function word(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function positive(value: unknown, usual: number): number {
  return typeof value === 'number' && value >= 1 ? value : usual;
}
