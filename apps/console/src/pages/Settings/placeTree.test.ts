import type { Location } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { treeRows } from '../../lib/locations.ts';
import { isOpen, notInto, openRows, revealed } from './placeTree.ts';

const place = (id: number, parent_id: number | null): Location => ({
  id,
  name: `Local ${id}`,
  parent_id,
  timezone: null,
  address: null,
  default_campaign_id: null,
  effective_timezone: 'America/Sao_Paulo',
  effective_default_campaign_id: null,
  player_count: 0,
  created_at: '2026-03-05T11:00:00Z',
  updated_at: '2026-03-05T11:00:00Z',
});
const rows = treeRows([place(1, null), place(2, 1), place(3, 2), place(4, 2), place(5, 1), place(6, null)]);
const ids = (folds: Record<string, boolean>) => openRows(rows, folds).map(({ location }) => location.id);

test('a closed place hides all that lies below it, open or not, and nothing else', () => {
  expect(ids({})).toEqual([1, 2, 3, 4, 5, 6]);
  expect(ids({ 2: false })).toEqual([1, 2, 5, 6]);
  expect(ids({ 1: false, 2: true })).toEqual([1, 6]);
});

test('of a large tree only the highest level is open, but for what somebody opened', () => {
  const large = treeRows([place(1, null), ...Array.from({ length: 80 }, (_, n) => place(n + 2, n < 40 ? 1 : n - 38))]);
  expect(openRows(large, {})).toHaveLength(41);
  expect(openRows(large, { 2: true })).toHaveLength(42);
  expect(large.filter(row => isOpen(row, {}, large.length))).toHaveLength(1);
});

test('what is to be seen has everything above it opened', () => {
  expect(revealed(rows, { 1: false, 2: false, 3: false }, 4)).toEqual({ 1: true, 2: true, 3: false });
  const folds = { 6: false };
  expect(revealed(rows, folds, 5)).toBe(folds);
});

test('a place goes neither into itself nor below itself nor to where it is', () => {
  expect(notInto(rows, 2)).toEqual(new Set([2, 3, 4, 1]));
  expect(notInto(rows, 6)).toEqual(new Set([6, null]));
});
