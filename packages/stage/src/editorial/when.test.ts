import { expect, test } from 'vitest';
import { when } from './when.ts';

const now = Date.parse('2026-03-10T02:30:00Z');

test('today and yesterday are those of the screen’s zone, with the time', () => {
  const at = Date.parse('2026-03-09T14:30:00Z');
  expect(when(at, now, 'pt-BR', 'America/Sao_Paulo')).toBe('hoje, 11h30');
  expect(when(at, now, 'en', 'UTC')).toBe('yesterday, 14:30');
});

test('what is older has its date, of another year with the year', () => {
  expect(when(Date.parse('2026-03-01T12:00:00Z'), now, 'pt-BR', 'America/Sao_Paulo')).toBe('1 de março');
  expect(when(Date.parse('2025-03-01T12:00:00Z'), now, 'en', 'UTC')).toBe('March 1, 2025');
});
