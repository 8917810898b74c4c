import { expect, it } from 'vitest';
import { patient } from './patient.ts';

it('waits while the server is away, and says what is wrong when it is not', async () => {
  let tries = 0;
  const load = async () => {
    tries += 1;
    if (tries < 3) throw new TypeError('no network');
    return 'part';
  };
  expect(await patient(load, async () => false, 0)()).toBe('part');
  expect(tries).toBe(3);
  const gone = async () => {
    throw new TypeError('not found');
  };
  await expect(patient(gone, async () => true, 0)()).rejects.toThrow('not found');
});
