import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { serverSays } from '../i18n/pt-BR/serverSays.ts';
import { inWords } from './inWords.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'pt-BR', resources: {} });
});

test('a sentence of the server is told in Portuguese, its numbers as one writes them there', () => {
  expect(inWords('The file is incomplete or damaged.')).toBe('O arquivo está incompleto ou danificado.');
  expect(inWords('The picture has 120.5 megapixels; at most 100 can be shown.')).toBe(
    'A imagem tem 120,5 megapixels; podem ser exibidos até 100.',
  );
  expect(inWords('The moon is full.')).toBe('The moon is full.');
});

test('every whole sentence the server has for a file or a feed has one in Portuguese', () => {
  const server = join(import.meta.dirname, '../../../server/src');
  const said = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter(file => /^(media|features|platform)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .flatMap(file => {
      const text = readFileSync(join(server, file), 'utf8');
      return [...text.matchAll(/new (?:Media|Feed|Fetch)Error\((?:'\w+', )?'([^']+\.)'/g)].map(([, sentence = '']) => sentence);
    });
  expect(said.length).toBeGreaterThan(20);
  expect(said.map(sentence => sentence.replace(/\d+/g, '#')).filter(sentence => !(sentence in serverSays))).toEqual([]);
});
