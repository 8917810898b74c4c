import { expect, test } from 'vitest';
import { requireGoodPassword } from './password-rules.ts';

const ana = { username: 'ana.souza', email: 'ana@lojasavassi.com.br' };
const verdict = (password: string) =>
  requireGoodPassword(password, ana).then(
    () => 'good',
    (error: Error) => error.message,
  );

test.each([
  '1234567890',
  'qwertyuiop',
  'Password123!',
  '!!iloveyou2024',
  'SENHA123456',
  'admin-2026-11-24',
  'ana.souza2026',
  'ana@lojasavassi.com.br',
  'aaaaaaaaaaaa',
  '1212121212',
])('%s is refused', async password => {
  expect(await verdict(password)).toMatch(/^password .*choose another\.$/);
});

test.each(['correct horse battery', 'três pães de queijo', 'Zx9-kk2-Qp7-aa', 'vitrine azul na savassi'])('%s is good', async password => {
  expect(await verdict(password)).toBe('good');
});
