import type { Command } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { openIds, parts, startRun, stopped, tally, withAnswers, withSent } from './run.ts';

const targets = [1, 2, 3, 4].map(id => ({ id, name: `Tela ${id}` }));
const command = (player_id: number): Command => ({
  id: player_id + 100,
  player_id,
  command: 'restart',
  params: null,
  status: 'queued',
  result: null,
  created_by: 1,
  created_at: '2026-03-05T11:00:00Z',
  expires_at: '2026-03-05T12:00:00Z',
  sent_at: null,
  answered_at: null,
});

test('screens are counted by what they answered, also those that answer before the server says which command it was', () => {
  const begun = withAnswers(startRun('restart', null, targets), [{ command_id: 101, status: 'done', result: { ok: true } }]);
  const sent = withSent(begun, [1, 2, 3], [command(1), command(2)]);
  // The third is gone; the fourth was not asked for yet.
  expect(tally(sent)).toEqual({ unsent: 1, waiting: 1, sent: 0, done: 1, failed: 1, cancelled: 0 });
  expect(openIds(sent)).toEqual([102]);
  const answered = withAnswers(sent, [{ command_id: 102, status: 'failed', result: { ok: false, detail: 'sem som' } }]);
  expect(answered.lines[1]).toMatchObject({ outcome: 'failed', detail: 'sem som' });
  // The first answer counts.
  expect(withAnswers(answered, [{ command_id: 102, status: 'done', result: { ok: true } }]).lines[1]?.outcome).toBe('failed');
});

test('what is called off is neither done nor failed', () => {
  const sent = withSent(startRun('restart', null, targets), [1, 2], [command(1), command(2)]);
  const off = withAnswers(stopped(sent), [{ command_id: 101, status: 'expired', result: { ok: false, detail: 'cancelled' } }]);
  expect(tally(off)).toMatchObject({ cancelled: 3, waiting: 1 });
  const late = withAnswers(off, [{ command_id: 102, status: 'expired', result: null }]);
  expect(late.lines[1]).toMatchObject({ outcome: 'failed', detail: 'expired' });
});

test('what the server took while it was called off counts as it is there, whoever is gone stays called off', () => {
  const off = stopped(startRun('restart', null, targets));
  const sent = withSent(off, [1, 2], [command(1)]);
  expect(sent.lines[0]).toMatchObject({ outcome: 'waiting', command_id: 101 });
  expect(sent.lines[1]).toMatchObject({ outcome: 'cancelled', command_id: null });
  expect(tally(sent)).toMatchObject({ waiting: 1, cancelled: 3 });
});

test('a long list goes in parts', () => {
  expect(parts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(parts([], 2)).toEqual([]);
});
