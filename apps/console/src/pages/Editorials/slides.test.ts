import { expect, test } from 'vitest';
import { itemStates, readingSeconds, slidesText, themeOf } from './slides.ts';

const config = { refresh_minutes: 30, max_items: 2, seconds_per_item: 8, show_qr: true, theme: null };
const item = { title: 'Closed on Monday', body: '', link: null, published_at: null };

test('a feed looks like news and what is written by hand like notices, unless somebody chose', () => {
  expect(themeOf({ kind: 'feed', config })).toBe('news');
  expect(themeOf({ kind: 'manual', config })).toBe('notice');
  expect(themeOf({ kind: 'feed', config: { ...config, theme: 'menu' } })).toBe('menu');
});

test('an expired item leaves its place to the one after the last', () => {
  const at = (id: number, expires_at: string | null) => ({ id, expires_at });
  const items = [at(1, null), at(2, '2026-03-01T00:00:00Z'), at(3, '2026-03-02T00:00:00Z'), at(4, null)];
  const states = itemStates(items, 2, Date.parse('2026-03-01T00:00:00Z'));
  expect([...states]).toEqual([
    [1, 'shown'],
    [2, 'expired'],
    [3, 'shown'],
    [4, 'beyond'],
  ]);
});

test('a text that is not saved yet is drawn as the server would write it down', () => {
  const text = slidesText({ name: 'Health', kind: 'feed', feed_url: 'https://www.example.com/rss', config }, [item]);
  expect(JSON.parse(text)).toEqual({
    name: 'Health',
    theme: 'news',
    source: 'example.com',
    config: { seconds_per_item: 8, show_qr: true, items_per_slide: 1 },
    items: [{ ...item, body: null }],
  });
});

test('more words take longer to read', () => {
  expect(readingSeconds({ title: 'Closed on Monday', body: null })).toBe(4);
  expect(readingSeconds({ title: 'Closed on Monday', body: 'Back on Tuesday at eight' })).toBe(6);
});
