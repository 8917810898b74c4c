import type { Campaign } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { campaignMark } from './campaignMark.ts';

const until = (valid_until: string | null) => ({ valid_until }) as Campaign['items'][number];
const items = [until(null)];
const mark = (patch: Partial<Campaign>) => campaignMark({ is_active: true, end_date: null, items, ...patch }, '2026-11-25');

test('says of which campaigns nothing would be seen', () => {
  expect(mark({})).toBeNull();
  expect(mark({ is_active: false, items: [] })).toBe('inactive');
  expect(mark({ end_date: '2026-11-24' })).toBe('expired');
  expect(mark({ end_date: '2026-11-25' })).toBeNull();
  expect(mark({ items: [] })).toBe('empty');
  expect(mark({ items: [until('2026-11-24'), until('2026-01-01')] })).toBe('expired');
  expect(mark({ items: [until('2026-11-24'), until('2026-11-25')] })).toBeNull();
});
