import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { ptBR } from './pt-BR/index.ts';

const source = join(import.meta.dirname, '..');
/** Attributes that people see or hear. */
const spoken = new Set(['label', 'title', 'placeholder', 'alt', 'description', 'aria-label', 'aria-description', 'error']);
/** Names that are the same in every language. */
const proper = new Set(['TVS', 'sha256']);
const hasLetters = /\p{L}{2,}/u;

test('nothing that people read stands outside the translation files', () => {
  const found = files(source)
    .filter(file => file.endsWith('.tsx'))
    .flatMap(file => spokenText(readFileSync(file, 'utf8'), file).map(text => `${relative(source, file)}: ${text}`));
  expect(found).toEqual([]);
});

test('the scan finds what it looks for', () => {
  expect(spokenText('<p>Hello there</p>', 'a.tsx')).toEqual(['Hello there']);
  expect(spokenText('<input aria-label="Name" />', 'a.tsx')).toEqual(['Name']);
  expect(spokenText("<b>{t('a.b')}</b>", 'a.tsx')).toEqual([]);
});

test('both languages fill in the same values', () => {
  const portuguese = flat(ptBR);
  const english = flat(en);
  expect([...english.keys()].sort()).toEqual([...portuguese.keys()].sort());
  const differing = [...portuguese].filter(([key, text]) => !key.endsWith('_zero') && holes(text) !== holes(english.get(key) ?? ''));
  expect(differing.map(([key]) => key)).toEqual([]);
});

function holes(text: string): string {
  return [...new Set(text.match(/\{\{\w+\}\}/g))]
    .filter(hole => hole !== '{{count}}')
    .sort()
    .join();
}

function flat(words: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

function spokenText(code: string, file: string): string[] {
  const texts: string[] = [];
  walk(parseSync(file, code).program, node => {
    if (node.type === 'JSXText') texts.push(String(node.value).trim());
    if (node.type !== 'JSXAttribute') return;
    const value = node.value as { type?: string; value?: unknown } | null;
    const name = node.name as { name?: unknown };
    if (spoken.has(String(name.name)) && value?.type === 'Literal') texts.push(String(value.value));
  });
  return texts.filter(text => hasLetters.test(text.replace(/&\w+;/g, '')) && !proper.has(text));
}

interface Node {
  type: string;
  [field: string]: unknown;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') visit(value as Node);
    for (const child of Object.values(value)) walk(child, visit);
  }
}
