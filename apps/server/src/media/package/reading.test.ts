import { expect, test } from 'vitest';
import { readPackage } from './reading.ts';

test('what is read no longer is let go at once, and the next has its turn', async () => {
  const controller = new AbortController();
  const reading = readPackage('/nowhere/a.zip', controller.signal);
  setImmediate(() => controller.abort(new Error('it was removed')));
  await expect(reading).rejects.toThrow('it was removed');
  await expect(readPackage('/nowhere/a.zip', undefined)).rejects.toThrow('incomplete or damaged');
});
