import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { first } from './pt-BR/first.ts';
import { rest } from './pt-BR/rest.ts';

const source = join(import.meta.dirname, '..');

/** A module and all that it imports at once, of ours. What comes later comes with its words (`withWords`). */
function together(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path = ''] of code.matchAll(/^(?:import|export)\b(?! type)[^;]*?from '(\.[^']+)';/gms))
    together(join(dirname(file), path), seen);
  return seen;
}

/** What a part of the page says and the first words don't hold. */
function foreign(start: string): string[] {
  return [...together(join(source, start))].flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*(?:[^()'"`]*\?\s*)?['"`](\w+)\./g)]
      .filter(([, key = '']) => !(key in first))
      .map(([call]) => `${relative(source, file)}: ${call.slice(0, -1)}.`),
  );
}

test('no two parts of a language say the same', () => {
  expect(Object.keys(first).filter(key => key in rest)).toEqual([]);
});

test.each(['main.tsx', 'pages/SignIn/SignIn.tsx', 'pages/Dashboard/FirstSteps.tsx', 'shell/LocationSwitcher.tsx', 'shell/TabBar.tsx'])(
  'what %s shows needs only the words that come first',
  start => {
    expect(foreign(start)).toEqual([]);
  },
);

test('the scan finds what it looks for', () => {
  expect(foreign('shell/HeaderTools.tsx')).toContain("shell/AccountMenu.tsx: t('settings.");
});
