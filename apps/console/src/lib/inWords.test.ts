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
  expect(inWords('The XML of the feed is damaged.')).toBe('O XML da fonte está danificado.');
  expect(inWords('The server took longer than 7.5 s.')).toBe('O outro servidor levou mais de 7,5 s.');
  expect(inWords('The moon is full.')).toBe('The moon is full.');
});

test('every whole sentence the server has for a feed has one in Portuguese', () => {
  const server = join(import.meta.dirname, '../../../server/src');
  const said = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter(file => /^(features|platform)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .flatMap(file => {
      const text = readFileSync(join(server, file), 'utf8');
      return [...text.matchAll(/new (?:Feed|Fetch)Error\((?:'\w+', )?'([^']+\.)'/g)].map(([, sentence = '']) => sentence);
    });
  expect(said.length).toBeGreaterThan(10);
  expect(said.map(sentence => sentence.replace(/\d+/g, '#')).filter(sentence => !(sentence in serverSays))).toEqual([]);
});
