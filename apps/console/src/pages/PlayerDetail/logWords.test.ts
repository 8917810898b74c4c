import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { ptBR } from '../../i18n/pt-BR/index.ts';
import { lineWord, problemWords, topicWord } from './logWords.ts';

beforeAll(() => i18next.init({ lng: 'pt-BR', resources: { 'pt-BR': { translation: ptBR } } }));

it('says what a line is about in the language of the reader, and keeps what it does not know', () => {
  expect(topicWord(i18next.t, 'library')).toBe('Arquivos');
  expect(topicWord(i18next.t, 'warp')).toBe('warp');
  expect(lineWord(i18next.t, 'command', 'clear_cache')).toBe('Limpar arquivos');
  expect(lineWord(i18next.t, 'command', 'warp')).toBe('warp');
  expect(lineWord(i18next.t, 'stage', 'blank')).toBe('blank');
});

it('reads the last problem for people: their time, their word for the topic', () => {
  const words = problemWords(i18next.t, '2026-11-30T16:38:24.105Z library: full: no space: disk');
  expect(words).toMatch(/^30 nov, \d\d:38, Arquivos: full: no space: disk$/);
  expect(problemWords(i18next.t, '2026-11-30T16:38:24.105Z connection: replaced: Another device registered with the same key.')).toMatch(
    /, Conexão: outra máquina usou a chave desta tela$/,
  );
  expect(problemWords(i18next.t, 'something else')).toBe('something else');
});
