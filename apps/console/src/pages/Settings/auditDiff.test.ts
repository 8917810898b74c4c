import { expect, test } from 'vitest';
import { auditDiff } from './auditDiff.ts';

test('only what differs is told, without what every write changes', () => {
  const before = { id: 1, name: 'Loja', timezone: null, address: 'Rua A', updated_at: '2026-01-01' };
  const after = { id: 1, name: 'Loja', timezone: 'America/Recife', address: 'Rua B', updated_at: '2026-01-02' };
  expect(auditDiff(before, after)).toEqual([
    { path: ['timezone'], before: null, after: 'America/Recife' },
    { path: ['address'], before: 'Rua A', after: 'Rua B' },
  ]);
});

test('what is new has no before, what is gone no after, and empty fields say nothing', () => {
  expect(auditDiff(null, { id: 3, name: 'Sul', address: null, tags: [] })).toEqual([{ path: ['name'], before: undefined, after: 'Sul' }]);
  expect(auditDiff({ name: 'Sul' }, null)).toEqual([{ path: ['name'], before: 'Sul', after: undefined }]);
});

test('a list of plain values is one value', () => {
  expect(auditDiff({ tags: ['a'] }, { tags: ['a', 'b'] })).toEqual([{ path: ['tags'], before: ['a'], after: ['a', 'b'] }]);
  expect(auditDiff({ tags: ['a', 'b'] }, { tags: ['a', 'b'] })).toEqual([]);
});

test('a list of objects is compared place by place', () => {
  const item = { content_id: 1, duration: 10 };
  expect(auditDiff({ items: [item, item] }, { items: [{ ...item, duration: 12 }, item, item] })).toEqual([
    { path: ['items', 0, 'duration'], before: 10, after: 12 },
    { path: ['items', 2, 'content_id'], before: undefined, after: 1 },
    { path: ['items', 2, 'duration'], before: undefined, after: 10 },
  ]);
});

test('a value that becomes an object is told by its fields', () => {
  expect(auditDiff({ draft: null }, { draft: { name: 'x' } })).toEqual([{ path: ['draft', 'name'], before: undefined, after: 'x' }]);
});
