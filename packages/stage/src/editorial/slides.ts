import { qr } from '../qr.ts';
import type { Surroundings } from '../types.ts';
import { drawing, el } from './dom.ts';
import type { SlideItem, Slides } from './snapshot.ts';
import { when } from './when.ts';

/** How many slides an editorial has. */
export function countSlides({ items, items_per_slide }: Slides): number {
  return Math.ceil(items.length / items_per_slide);
}

/** One slide, from 0; native elements, every text as text. `now`: epoch ms. */
export function makeSlide(slides: Slides, index: number, around: Surroundings, now: number): HTMLElement {
  const items = slides.items.slice(index * slides.items_per_slide, (index + 1) * slides.items_per_slide);
  const [item] = items;
  if (!item) throw new Error('the editorial has no such slide');
  switch (slides.theme) {
    case 'menu':
      return makeMenu(slides, items, index);
    case 'notice':
      return makeNotice(slides, item, index, around, now);
    case 'news':
      return makeNews(slides, item, index, around, now);
  }
}

function makeNews(slides: Slides, item: SlideItem, index: number, around: Surroundings, now: number): HTMLElement {
  const code = scan(slides, item, around);
  const from = [slides.source ?? '', item.published_at === null ? '' : moment(item.published_at, around, now)].filter(Boolean).join(' · ');
  const foot = el('footer', '', el('span', 'from', from), steps(slides, index));
  return el('article', 'slide news', text(slides.name, item), ...(code ? [code] : []), foot);
}

function makeNotice(slides: Slides, item: SlideItem, index: number, around: Surroundings, now: number): HTMLElement {
  const disk = drawing(
    '0 0 400 400',
    'disk',
    { d: 'M200 4a196 196 0 1 1-.1 0z', fill: '#fffaf0' },
    { d: 'M200 200L369.7 298A196 196 0 0 1 30.3 298Z', fill: '#f0b04a' },
    { d: 'M188 96h24l-5 118h-14zM200 238a17 17 0 1 1-.1 0z', fill: '#1d2a2c' },
  );
  const name = item.published_at === null ? slides.name : `${slides.name}, ${moment(item.published_at, around, now)}`;
  const cross = drawing('0 0 20 20', 'cross', { d: 'M7 1h6v6h6v6h-6v6H7v-6H1V7h6z', fill: '#57b9cc' });
  const place = around.place ? [cross, el('b', '', around.place)] : [];
  const code = scan(slides, item, around);
  const foot = el('footer', '', el('span', 'from', ...place), steps(slides, index));
  return el('article', 'slide notice', disk, text(name, item), ...(code ? [code] : []), foot);
}

/** Kicker, headline, sentence. */
function text(kicker: string, { title, body }: SlideItem): HTMLElement {
  const parts = [el('p', 'kicker', kicker), el('h1', '', title)];
  return el('div', 'room', ...parts, ...(body === null ? [] : [el('p', 'sentence', body)]));
}

/** An item without body heads those that follow; the first line of a body is the price, the rest says more of it. */
function makeMenu(slides: Slides, items: readonly SlideItem[], index: number): HTMLElement {
  const list = el('div', 'list', ...items.map(dish));
  return el(
    'article',
    'slide menu',
    el('h1', '', slides.name),
    el('div', 'room', list),
    el('footer', '', el('span', 'from'), steps(slides, index)),
  );
}

function dish({ title, body }: SlideItem): HTMLElement {
  if (body === null) return el('h2', '', title);
  const [price = '', ...more] = body.split('\n');
  const line = el('div', /\d/.test(price) ? 'line' : 'line off', el('span', '', title), el('i', ''), el('b', '', price));
  const note = more.join(' ').trim();
  return el('div', 'dish', line, ...(note ? [el('small', '', note)] : []));
}

function scan({ show_qr }: Slides, { link }: SlideItem, { words }: Surroundings): HTMLElement | null {
  const code = show_qr && link !== null ? qr(link) : null;
  if (code === null || link === null) return null;
  const host = URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : '';
  return el('div', 'scan', code, el('div', '', el('b', '', words.readOn), el('span', 'host', host)));
}

/** Which of how many this is. */
function steps(slides: Slides, index: number): HTMLElement {
  const count = countSlides(slides);
  if (count < 2 || count > 12) return el('span', 'steps');
  const marks = Array.from({ length: count }, (_, at) => el('i', at === index ? 'now' : at < index ? 'past' : ''));
  return el('span', 'steps', ...marks);
}

function moment(at: number, { locale, timezone }: Surroundings, now: number): string {
  return when(at, now, locale, timezone);
}
