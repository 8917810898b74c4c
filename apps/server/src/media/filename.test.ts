import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayName, inline, titleOf } from './filename.ts';

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['C:\\fakepath\\photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'file'],
  ['', 'file'],
  ['a\0b\n.png', 'ab.png'],
  ['exe\u202egpj.png', 'exegpj.png'],
  ['Cafe\u0301.png', 'Café.png'],
])('%j is shown as %j', (sent, shown) => {
  expect(displayName(sent)).toBe(shown);
});

test('whatever is sent, the name fits its column, holds no separator and no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), sent => {
      const name = displayName(sent);
      expect(Array.from(name).length).toBeLessThanOrEqual(255);
      expect(name).not.toBe('');
      expect(name).not.toMatch(/[\\/\p{Cc}]/u);
      expect(Array.from(titleOf(name)).length).toBeLessThanOrEqual(200);
      expect(titleOf(name)).not.toBe('');
    }),
  );
});

test('whatever the name, the header is ASCII on one line with its quotes closed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), sent => {
      expect(inline(displayName(sent))).toMatch(/^inline; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~!%-]*$/);
    }),
  );
});
