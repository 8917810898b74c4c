import { expect, test } from 'vitest';
import { readSlides } from './snapshot.ts';

test('a file of an older server is read with usual values, its dates as instants', () => {
  const items = [{ title: 'One', body: null, link: null, published_at: '2026-03-09T14:30:00Z' }];
  const slides = readSlides(JSON.stringify({ name: 'News', config: { seconds_per_item: 5, show_qr: true }, items }));
  expect(slides).toMatchObject({ theme: 'news', source: null, items_per_slide: 1, seconds_per_item: 5, show_qr: true });
  expect(slides.items).toEqual([{ title: 'One', body: null, link: null, published_at: Date.UTC(2026, 2, 9, 14, 30) }]);
});

test('what holds nothing to show is refused', () => {
  expect(() => readSlides('{"name":"x","items":[]}')).toThrow('no items');
  expect(() => readSlides('<html>')).toThrow();
});
