import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { ptBR } from '../i18n/pt-BR/index.ts';
import { zoneCity, zoneName } from './zoneName.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'pt-BR', resources: { 'pt-BR': { translation: ptBR } } });
});

test('a zone is called by its city, with its accents', () => {
  expect(zoneCity('America/Sao_Paulo')).toBe('São Paulo');
  expect(zoneCity('America/Indiana/Knox')).toBe('Indiana, Knox');
  expect(zoneCity('UTC')).toBe('UTC');
});

test('with how far it is from UTC then', () => {
  const summer = Date.parse('2026-07-01T12:00:00Z');
  expect(zoneName('America/Sao_Paulo', summer)).toBe('São Paulo, UTC−3');
  expect(zoneName('Europe/Berlin', summer)).toBe('Berlin, UTC+2');
});
