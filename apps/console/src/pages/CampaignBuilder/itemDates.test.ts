import { expect, test } from 'vitest';
import { halfOf, halfTyped, nextBegin, standingOf, wrongDates } from './itemDates.ts';
import { leastWidth, stripPace } from './stripPace.ts';

const on = (valid_from: string | null, valid_until: string | null) => ({ valid_from, valid_until });

test('says on each day what an item’s dates mean, both ends counting', () => {
  const friday = on('2026-11-27', '2026-11-27');
  expect(standingOf(friday, '2026-11-26')).toEqual({ kind: 'early', date: '2026-11-27' });
  expect(standingOf(friday, '2026-11-27')).toEqual({ kind: 'until', date: '2026-11-27' });
  expect(standingOf(friday, '2026-11-28')).toEqual({ kind: 'over', date: '2026-11-27' });
  expect(standingOf(on('2026-11-27', null), '2026-11-27')).toBeNull();
});

test('half of a date and an end before the beginning wait for their other half', () => {
  expect(wrongDates(on('2026-11-27', null))).toBeNull();
  expect(wrongDates(on('27/1', null))).toBe('unread');
  expect(wrongDates(on('2026-11-27', '2026-11-26'))).toBe('order');
});

test('knows which item begins next', () => {
  const items = [on(null, '2026-11-26'), on('2026-12-24', null), on('2026-12-01', null), on('2026-11-25', null)];
  expect(nextBegin(items, '2026-11-25')).toBe('2026-12-01');
  expect(nextBegin(items, '2026-12-24')).toBeUndefined();
});

test('the strip is filled, and gives short and dated cards the room they need', () => {
  const cards = [10, 8, 12, 6, 10, 15].map((seconds, place) => ({ seconds, least: leastWidth([1, 3, 4].includes(place)) }));
  const pace = stripPace(cards, 936);
  const sum = cards.reduce((all, { seconds, least }) => all + Math.max(least, seconds * pace), 0);
  expect(Math.round(sum)).toBeLessThanOrEqual(936 - 56 - 6 * 8 + 40);
  expect(stripPace(cards, 200)).toBe(7);
});

test('half typed dates stay with their item until it has other dates', () => {
  const item = { key: 'i1', ...on('2026-12-10', null) };
  const half = new Map([['i1', halfTyped(item, on('2026-12-10', '2026-12-01'))]]);
  expect(halfOf(half, item)).toMatchObject(on('2026-12-10', '2026-12-01'));
  expect(halfOf(half, { ...item, ...on('2026-11-01', null) })).toBeNull();
  expect(halfOf(half, { ...item, key: 'i2' })).toBeNull();
});
