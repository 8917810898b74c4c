import { expect, test } from 'vitest';
import { closed, type Record, settled, worded } from './record.ts';

const record: Record = {
  content: 7,
  campaign: 3,
  schedule: 2,
  version: 'v1',
  player: 1,
  seq: 9,
  started: 1_000_000,
  length: 4000,
  completed: true,
  reason: null,
  run: 'this',
  mono: 500,
  unsure: 1,
  guessed: true,
};
const at = { run: 'this', mono: 10_500, now: 9_010_000, offset: 8_000_000 };

test('a play of this run began as long ago as the monotonic clock says, whatever clock was set meanwhile', () => {
  expect(settled(record, at)).toMatchObject({ started: 9_000_000, guessed: false });
  expect(settled(record, at)).not.toHaveProperty('unsure');
});

test('a play of an earlier run keeps the instant of the reading it went by; one without any is moved and stays in doubt', () => {
  expect(settled({ ...record, run: 'before', guessed: false }, at)).toMatchObject({ started: 1_000_000, guessed: false });
  expect(settled({ ...record, run: 'before' }, at)).toMatchObject({ started: 9_000_000, guessed: true });
  expect(worded(settled({ ...record, run: 'before' }, at)).clock_suspect).toBe(true);
});

test('what is settled once never changes again: the server may have it already', () => {
  const once = settled(record, at);
  expect(settled(once, { ...at, now: 1, offset: 5 })).toBe(once);
});

test('a play whose page is gone ends at its last mark, incomplete', () => {
  expect(closed({ ...record, marked: 1 })).toMatchObject({ length: 4000, completed: false, reason: 'interrupted' });
  expect(closed({ ...record, marked: 1 })).not.toHaveProperty('marked');
});
