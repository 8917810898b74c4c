import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm';
import { beforeAll, expect, test } from 'vitest';
import { kioskFile, kioskFolder } from '../support/kiosk-files.ts';

let parser: Parser;

/** There is no PowerShell here: its grammar at least says what PowerShell would not even read. */
beforeAll(async () => {
  await Parser.init();
  const wasm = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
  parser = new Parser();
  parser.setLanguage(await Language.load(join(wasm, 'tree-sitter-powershell.wasm')));
});

/** `line: text` of everything that is no PowerShell. */
function mistakes(source: string): string[] {
  const tree = parser.parse(source);
  if (!tree) throw new Error('nothing was read');
  const found: string[] = [];
  const look = (node: Node): void => {
    if (node.isError || node.isMissing) found.push(`${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`);
    for (const child of node.children) if (child?.hasError || child?.isMissing) look(child);
  };
  look(tree.rootNode);
  tree.delete();
  return found;
}

const scripts = (await readdir(join(kioskFolder, 'windows'))).filter(name => /\.psm?1$/.test(name)).sort();

test('every PowerShell script of the kiosk can be read', async () => {
  expect(scripts).toEqual(['Tvs.Browser.psm1', 'Tvs.Kiosk.psm1', 'install.ps1', 'kiosk.ps1']);
  for (const name of scripts) {
    const source = await kioskFile(`windows/${name}`);
    expect(mistakes(source), name).toEqual([]);
    // Windows PowerShell 5.1 reads a file without a mark as Latin: anything but ASCII would come out as something else.
    expect(source.match(/[^\n\x20-\x7e]/g), name).toBeNull();
  }
});

test('a mistake planted in any of them is found', async () => {
  for (const name of scripts) {
    const source = await kioskFile(`windows/${name}`);
    const lastBrace = source.lastIndexOf('}');
    const planted = {
      'a brace too few': source.slice(0, lastBrace) + source.slice(lastBrace + 1),
      'a parenthesis too many': source.replace(/\)\n/, '))\n'),
      'a string without end': source.replace(/'([^'\n]+)'/, "'$1"),
      'half a command': source.replace(/\n(?=[^\n]*$)/, '\nif (\n'),
    };
    for (const [what, broken] of Object.entries(planted)) {
      expect(broken, `${name}: ${what}`).not.toBe(source);
      expect(mistakes(broken), `${name}: ${what}`).not.toEqual([]);
    }
  }
});

test('every function that is called from another file is exported by a module, and every module is loaded', async () => {
  const text = Object.fromEntries(await Promise.all(scripts.map(async name => [name, await kioskFile(`windows/${name}`)] as const)));
  const defined = new Set(Object.values(text).flatMap(source => [...source.matchAll(/^function ([\w-]+)/gm)].map(([, name]) => name)));
  const ours =
    /\b((?:Get|Test|Add|Join|Start|Stop|Read|Invoke|Watch|Write|Repair|Find|Remove)-(?:PlayerUrl|Origin|PlainHttp|Browser\w*|Arguments|Key\w*|Fingerprint|WatchDecision|Pause|Alive|Page|DevTools|Message|Log|Preferences|Leftovers|Task))\b/g;
  for (const [name, source] of Object.entries(text))
    for (const [, used] of source.matchAll(ours)) expect(defined, `${name} calls ${used}`).toContain(used);
  for (const module of ['Tvs.Kiosk.psm1', 'Tvs.Browser.psm1']) expect(text['kiosk.ps1']).toContain(module);
});
