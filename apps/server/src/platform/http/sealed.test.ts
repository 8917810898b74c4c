import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

const secret = new Uint8Array(32).fill(7);

test('what was sealed is opened by its key and secret, and by no other', () => {
  const sealed = seal('{"player_key":"ção"}', 'one', secret);
  expect(sealed).not.toContain('player_key');
  expect(unseal(sealed, 'one', secret)).toBe('{"player_key":"ção"}');
  expect(unseal(sealed, 'two', secret)).toBeNull();
  expect(unseal(sealed, 'one', new Uint8Array(32))).toBeNull();
  expect(unseal(`AAAA${sealed.slice(4)}`, 'one', secret)).toBeNull();
  expect(unseal('', 'one', secret)).toBeNull();
});
