import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesTag, parseRange } from './range.ts';

test('whatever the header, a range lies within the file', () => {
  const header = fc.oneof(
    fc.tuple(fc.nat(200), fc.nat(200)).map(([start, end]) => `bytes=${start}-${end}`),
    fc.nat(200).map(last => `bytes=-${last}`),
    fc.nat(200).map(start => `bytes=${start}-`),
    fc.string({ maxLength: 20 }).map(rest => `bytes=${rest}`),
  );
  fc.assert(
    fc.property(header, fc.nat(100), (given, size) => {
      const range = parseRange(given, size);
      if (range === null || range === 'outside') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
    }),
  );
});

test('nothing of an empty file can be asked for', () => {
  for (const header of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) expect(parseRange(header, 0)).toBe('outside');
});

test('a tag is found in a list, weak or strong, never as a part of another', () => {
  expect(namesTag('W/"a", "b"', '"b"')).toBe(true);
  expect(namesTag('"ab"', '"a"')).toBe(false);
  expect(namesTag(undefined, '"a"')).toBe(false);
});
