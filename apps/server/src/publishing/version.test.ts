import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, versionOf } from './version.ts';

test('canonical JSON says the same as JSON, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
  );
});

test('a version is 22 characters that follow from the value alone', () => {
  expect(versionOf({ b: [1, { d: 2, c: undefined }], a: 'ç' })).toBe(versionOf({ a: 'ç', b: [1, { d: 2 }] }));
  expect(versionOf({ a: [1, 2] })).not.toBe(versionOf({ a: [2, 1] }));
  expect(versionOf({})).toMatch(/^[\w-]{22}$/);
});

test('what is shared is worded once', () => {
  const shared = { x: 1 };
  const known = new Map<object, string | null>([[shared, null]]);
  canonicalJson([shared, shared, { own: 1 }], known);
  expect([...known.values()]).toEqual(['{"x":1}']);
  known.set(shared, '…');
  expect(canonicalJson({ shared }, known)).toBe('{"shared":…}');
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
