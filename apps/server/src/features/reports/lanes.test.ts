import { expect, test } from 'vitest';
import { compareLanes, type Shown, stretchesOf } from './lanes.ts';

const second = 1000;
const minute = 60 * second;

/** Plays of ten seconds each, one after the other, from one minute to another. */
function row(campaign_id: number | null, from: number, to: number): Shown[] {
  const count = ((to - from) * minute) / (10 * second);
  return Array.from({ length: count }, (_, index) => play(campaign_id, from * minute + index * 10 * second, 10 * second));
}

function play(campaign_id: number | null, start: number, length: number, reason: string | null = null): Shown {
  return { start, end: start + length, campaign_id, reason, clock_suspect: false, programme_version: 'v' };
}

const minutes = (all: readonly { start: number; end: number; campaign_id: number | null }[]) =>
  all.map(({ start, end, campaign_id }) => [start / minute, end / minute, campaign_id]);

test('plays in a row are one stretch, in spite of the moment between two of them; another campaign or a gap begins a new one', () => {
  const plays = [...row(1, 0, 10), play(1, 10 * minute + 9 * second, 51 * second), ...row(2, 11, 12), ...row(2, 13, 14)];
  const found = stretchesOf(plays, 0, 60 * minute);
  expect(minutes(found)).toEqual([
    [0, 11, 1],
    [11, 12, 2],
    [13, 14, 2],
  ]);
  expect(found.map(each => each.plays)).toEqual([61, 6, 6]);
});

test('what reaches over midnight is cut there, and what could not be shown is counted without taking time', () => {
  const plays = [play(1, -minute, 2 * minute), play(1, minute, 0, 'failed'), play(1, minute, 10 * minute)];
  const found = stretchesOf(plays, 0, 5 * minute);
  expect(minutes(found)).toEqual([[0, 5, 1]]);
  expect(found[0]).toMatchObject({ plays: 2, failed: 1 });
});

test('a plan that was kept differs nowhere; short waits for the end of an item are no differences', () => {
  const planned = [
    { start: 0, end: 10 * minute, campaign_id: 1 },
    { start: 10 * minute, end: 20 * minute, campaign_id: 2 },
  ];
  const plays = [...row(1, 0, 10), play(1, 10 * minute, 20 * second), play(2, 10 * minute + 20 * second, 580 * second)];
  const compared = compareLanes(planned, stretchesOf(plays, 0, 20 * minute), plays, { from: 0, until: 20 * minute, open: false });
  expect(compared).toEqual({ differences: [], planned: 20 * minute, kept: 20 * minute - 20 * second });
});

test('a gap, another campaign and something unplanned are told apart, with what the player said', () => {
  const planned = [
    { start: 0, end: 30 * minute, campaign_id: 1 },
    { start: 30 * minute, end: 40 * minute, campaign_id: null },
  ];
  const plays = [...row(1, 0, 5), play(1, 5 * minute, minute, 'stopped'), ...row(1, 10, 15), ...row(2, 15, 20), ...row(1, 20, 32)];
  const shown = stretchesOf(plays, 0, 40 * minute);
  const { differences, planned: all, kept } = compareLanes(planned, shown, plays, { from: 0, until: 40 * minute, open: false });
  expect(differences.map(({ kind, reason, shown_id, start, end }) => [kind, reason, shown_id, start / minute, end / minute])).toEqual([
    ['nothing', 'stopped', null, 6, 10],
    ['other', null, 2, 15, 20],
    ['unplanned', null, 1, 30, 32],
  ]);
  expect([all / minute, kept / minute]).toEqual([30, 21]);
});

test('a gap in which something could not be shown says that', () => {
  const plays = [...row(1, 0, 5), play(1, 5 * minute, 0, 'failed'), play(1, 6 * minute, 0, 'failed'), ...row(1, 7, 10)];
  const planned = [{ start: 0, end: 10 * minute, campaign_id: 1 }];
  const { differences } = compareLanes(planned, stretchesOf(plays, 0, 10 * minute), plays, { from: 0, until: 10 * minute, open: false });
  expect(differences).toMatchObject([{ kind: 'nothing', reason: 'failed', start: 5 * minute, end: 7 * minute }]);
});

test('the end of a day that goes on waits, and does not count; the same on a day that is over is a miss', () => {
  const planned = [{ start: 0, end: 60 * minute, campaign_id: 1 }];
  const plays = row(1, 0, 10);
  const shown = stretchesOf(plays, 0, 60 * minute);
  const today = compareLanes(planned, shown, plays, { from: 0, until: 30 * minute, open: true });
  expect(today).toMatchObject({
    differences: [{ kind: 'waiting', start: 10 * minute, end: 30 * minute }],
    planned: 10 * minute,
    kept: 10 * minute,
  });
  const over = compareLanes(planned, shown, plays, { from: 0, until: 60 * minute, open: false });
  expect(over).toMatchObject({ differences: [{ kind: 'nothing', start: 10 * minute, end: 60 * minute }], planned: 60 * minute });
});

test('nothing is asked of a player before it was there', () => {
  const planned = [{ start: 0, end: 60 * minute, campaign_id: 1 }];
  const { differences, planned: all } = compareLanes(planned, [], [], { from: 50 * minute, until: 60 * minute, open: false });
  expect(minutes(differences)).toEqual([[50, 60, 1]]);
  expect(all).toBe(10 * minute);
});

test('a thousand short interruptions are drawn as fewer stretches, and none of the time is lost', () => {
  const plays = Array.from({ length: 1000 }, (_, index) => play(1, index * minute, 45 * second));
  const found = stretchesOf(plays, 0, 1000 * minute);
  expect(found.length).toBeLessThanOrEqual(500);
  expect(found.reduce((sum, each) => sum + each.plays, 0)).toBe(1000);
});
