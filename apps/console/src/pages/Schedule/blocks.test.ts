import { describe, expect, it } from 'vitest';
import { layOut, minus, type Stretch, stripsBeside } from './blocks.ts';

const zone = 'America/Sao_Paulo';
const at = (day: number, hour: number) => Date.parse(`2026-11-${day}T00:00:00-03:00`) + hour * 3_600_000;
const stretch = (scheduleId: number, start: number, end: number): Stretch => ({ scheduleId, campaignId: scheduleId * 10, start, end });
const dates = ['2026-11-23', '2026-11-24', '2026-11-25'];

describe('minus', () => {
  it('leaves what the others do not cover', () => {
    expect(minus(stretch(1, 0, 10), [stretch(2, 2, 4), stretch(3, 8, 12)]).map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [4, 8],
    ]);
  });
});

describe('the week', () => {
  it('cuts what runs past midnight into its days', () => {
    const blocks = layOut([stretch(1, at(23, 22), at(24, 2))], [], dates, zone);
    expect(blocks.map(({ date, from, to }) => [date, from, to])).toEqual([
      ['2026-11-23', 1320, 1440],
      ['2026-11-24', 0, 120],
    ]);
  });
  it('shows what is beaten, and by whom', () => {
    const winner = stretch(2, at(24, 10), at(24, 12));
    const loser = stretch(1, at(24, 8), at(24, 14));
    const blocks = layOut([{ ...loser, end: at(24, 10) }, winner, { ...loser, start: at(24, 12) }], [loser, winner], dates, zone);
    const beaten = blocks.filter(({ beatenBy }) => beatenBy !== null);
    expect(beaten).toHaveLength(1);
    expect(beaten[0]).toMatchObject({ scheduleId: 1, beatenBy: 2, from: 600, to: 720 });
  });
  it('puts two beaten ones of the same hours side by side', () => {
    const winner = stretch(3, at(24, 10), at(24, 12));
    const blocks = layOut([winner], [stretch(1, at(24, 10), at(24, 12)), stretch(2, at(24, 11), at(24, 12))], dates, zone);
    expect(blocks.filter(({ beatenBy }) => beatenBy !== null).map(({ lane }) => lane)).toEqual([0, 1]);
    const top = blocks.find(({ beatenBy }) => beatenBy === null);
    expect(top && stripsBeside(top, blocks)).toBe(2);
  });
});
