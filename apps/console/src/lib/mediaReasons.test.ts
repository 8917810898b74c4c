import { mediaReasons } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { mediaReason as english } from '../i18n/en/mediaReason.ts';
import { mediaReason as words } from '../i18n/pt-BR/mediaReason.ts';
import { mayEndOtherwise } from './useMediaReason.ts';

test('every reason why a file is not shown has words in both languages, which use nothing that the server does not say', () => {
  for (const reason of [words, english]) {
    expect(Object.keys(reason).sort()).toEqual(Object.keys(mediaReasons).sort());
    for (const [key, sentence] of Object.entries(mediaReasons)) {
      const said = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const used = [...(reason[key as keyof typeof reason] ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
      expect(said, key).toEqual(expect.arrayContaining(used));
    }
  }
});

test('what lies in the file is not tried again; what lies in the server is', () => {
  for (const final of ['damaged', 'noFrame', 'notConverted', 'megapixels', 'pixels', 'packageBomb', 'nameWrong'] as const)
    expect(mayEndOtherwise(mediaReasons[final]), final).toBe(false);
  for (const passing of ['noTool', 'gaveUp', 'noRoom', 'slowFile'] as const)
    expect(mayEndOtherwise(mediaReasons[passing]), passing).toBe(true);
  expect(mayEndOtherwise('Something else.')).toBe(true);
});
