import { expect, test } from 'vitest';
import { syncEarly } from './early-sync.ts';

const mebibytes = (count: number) => count * 2 ** 20;
const tick = () => new Promise(resolve => setImmediate(resolve));

test('the disk is told of every 32 MiB, by one file at a time', async () => {
  const told: string[] = [];
  const ends: (() => void)[] = [];
  const file = (name: string) => ({
    datasync: () => {
      told.push(name);
      return new Promise<void>(resolve => ends.push(resolve));
    },
  });
  const [one, other] = [syncEarly(file('one')), syncEarly(file('other'))];
  one.wrote(mebibytes(31));
  await tick();
  expect(told).toEqual([]);
  one.wrote(mebibytes(1));
  other.wrote(mebibytes(64));
  one.wrote(mebibytes(64));
  await tick();
  expect(told).toEqual(['one']);
  ends[0]?.();
  await tick();
  other.wrote(mebibytes(1));
  await tick();
  expect(told).toEqual(['one', 'other']);
  ends[1]?.();
  await Promise.all([one.settled(), other.settled()]);
});

test('what the disk refused is said at the end, though a later try went well, and blocks nobody', async () => {
  let refuses = true;
  const early = syncEarly({
    datasync: async () => {
      if (refuses) throw new Error('EIO');
    },
  });
  early.wrote(mebibytes(32));
  await tick();
  refuses = false;
  early.wrote(mebibytes(32));
  await expect(early.settled()).rejects.toThrow('EIO');
  const next = syncEarly({ datasync: async () => {} });
  next.wrote(mebibytes(32));
  await expect(next.settled()).resolves.toBeUndefined();
});
