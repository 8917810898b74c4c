import { expect, test } from 'vitest';
import { changedFields, ifMatch, merged } from './version.ts';

test('the tag is the instant of the last change in base 36, in quotes, as the API makes it', () => {
  expect(ifMatch({ updated_at: '2026-11-25T04:11:06.123Z' })).toEqual({ 'If-Match': '"mwvlw3rf"' });
});

test('only what was changed is sent', () => {
  const before = { name: 'A', tags: ['x'], until: null as string | null };
  expect(changedFields(before, { name: 'A', tags: ['x'], until: '2026-12-01' })).toEqual({ until: '2026-12-01' });
  expect(changedFields(before, { name: 'A', tags: ['x', 'y'], until: null })).toEqual({ tags: ['x', 'y'] });
  expect(changedFields(before, { ...before })).toEqual({});
});

test('what I left alone is theirs, what I changed stays mine', () => {
  expect(merged({ name: 'A', rank: 0 }, { name: 'B', rank: 0 }, { name: 'C', rank: 5 })).toEqual({ name: 'B', rank: 5 });
});
