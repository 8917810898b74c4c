import { expect, test } from 'vitest';
import { mediaReasons, readMediaReason } from './media-reasons.ts';

test('every reason is read back as itself, with what was filled in', () => {
  for (const [key, sentence] of Object.entries(mediaReasons)) {
    const names = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const values = Object.fromEntries(names.map((name, index) => [name, `a.b (${index})`]));
    const text = sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    expect(readMediaReason(text)).toEqual({ key, values });
  }
  expect(readMediaReason('Something else.')).toBeNull();
});
