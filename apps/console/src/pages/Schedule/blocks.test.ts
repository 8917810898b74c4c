import type { Schedule } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { isStanding, layOut, type Stretch } from './blocks.ts';
import { arrange } from './lanes.ts';

const zone = 'America/Sao_Paulo';
const at = (day: number, hour: number) => Date.parse(`2026-11-${day}T00:00:00-03:00`) + hour * 3_600_000;
const stretch = (scheduleId: number, start: number, end: number): Stretch => ({ scheduleId, campaignId: scheduleId * 10, start, end });
const dates = ['2026-11-23', '2026-11-24', '2026-11-25'];

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
  it('keeps what a schedule wins itself out of what it loses', () => {
    const own = [stretch(1, at(24, 8), at(24, 10)), stretch(1, at(24, 12), at(24, 14))] as const;
    const between = stretch(2, at(24, 10), at(24, 12));
    const blocks = layOut([own[0], between, own[1]], [stretch(1, at(24, 7), at(24, 15)), between], dates, zone);
    expect(blocks.map(({ scheduleId, from, to, beatenBy }) => [scheduleId, from, to, beatenBy])).toEqual([
      [1, 480, 600, null],
      [2, 600, 720, null],
      [1, 720, 840, null],
      [1, 600, 720, 2],
    ]);
  });
  it('puts two beaten ones of the same hours side by side', () => {
    const winner = stretch(3, at(24, 10), at(24, 12));
    const day = arrange(layOut([winner], [winner, stretch(1, at(24, 10), at(24, 12)), stretch(2, at(24, 11), at(24, 12))], dates, zone), 2);
    expect(day.blocks.map(({ scheduleId, lane }) => [scheduleId, lane])).toEqual([
      [3, 2],
      [1, 0],
      [2, 1],
    ]);
    expect(day).toMatchObject({ crowds: [], strips: 2 });
  });
  it('cuts what is beaten where its winner changes, each piece at its own instant', () => {
    const [one, other] = [stretch(2, at(24, 8), at(24, 10)), stretch(3, at(24, 10), at(24, 14))];
    const loser = stretch(1, at(24, 8), at(24, 14));
    const { blocks } = arrange(layOut([one, other], [loser, one, other], dates, zone), 2);
    expect(blocks.filter(({ beatenBy }) => beatenBy !== null)).toMatchObject([
      { scheduleId: 1, beatenBy: 2, at: at(24, 8), from: 480, to: 600, lane: 0 },
      { scheduleId: 1, beatenBy: 3, at: at(24, 10), from: 600, to: 840, lane: 0 },
    ]);
  });
  it('puts the longest of the beaten at the edge', () => {
    const winner = stretch(9, at(24, 8), at(24, 14));
    const beaten = [stretch(1, at(24, 8), at(24, 10)), stretch(2, at(24, 8), at(24, 14))];
    const { blocks } = arrange(layOut([winner], beaten, dates, zone), 2);
    expect(blocks.flatMap(({ beatenBy, scheduleId, lane }) => (beatenBy ? [[scheduleId, lane]] : []))).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
  it('counts the beaten in one strip where there is no room for all, and loses none of them', () => {
    const winner = stretch(999, at(24, 12), at(24, 13));
    const beaten = Array.from({ length: 400 }, (_, i) => stretch(i + 1, at(24, 12), at(24, 13)));
    const { blocks, crowds } = arrange(layOut([winner], beaten, dates, zone), 2);
    expect(blocks.map(({ scheduleId, lane }) => [scheduleId, lane])).toEqual([[999, 1]]);
    expect(crowds).toMatchObject([{ from: 720, to: 780, count: 400 }]);
    expect(crowds[0]?.blocks).toHaveLength(400);
  });
  it('joins crowds that are too low to be read or hit to their neighbours, each schedule counted once', () => {
    const winners = [0, 1, 2, 3].map(i => stretch(90 + i, at(24, 12 + i / 4), at(24, 12.25 + i / 4)));
    const beaten = [1, 2, 3].map(id => stretch(id, at(24, 12), at(24, 13)));
    const { crowds } = arrange(layOut(winners, beaten, dates, zone), 2);
    expect(crowds).toMatchObject([{ from: 720, to: 780, count: 3 }]);
    expect(crowds[0]?.blocks).toHaveLength(12);
  });
  it('makes one crowd of what is too low beside each other, and leaves alone what stands by itself', () => {
    const winner = stretch(9, at(24, 8), at(24, 8.5));
    const beaten = [stretch(1, at(24, 8), at(24, 8.5)), stretch(2, at(24, 8), at(24, 8.5))];
    expect(arrange(layOut([winner], beaten, dates, zone), 2).crowds).toMatchObject([{ count: 2 }]);
    expect(arrange(layOut([winner], beaten.slice(1), dates, zone), 2).crowds).toEqual([]);
  });
  it('lays beaten whole days at the edge without taking room from the others', () => {
    const winner = stretch(9, at(24, 8), at(24, 14));
    const all = [stretch(1, at(24, 0), at(25, 0)), stretch(2, at(24, 8), at(24, 14)), stretch(3, at(24, 8), at(24, 14))];
    const day = arrange(
      layOut([winner], all, dates, zone, id => id === 1),
      2,
    );
    expect(day).toMatchObject({ crowds: [], strips: 2, bands: 1 });
    expect(day.blocks.map(({ scheduleId, band, lane }) => [scheduleId, band, lane])).toEqual([
      [9, false, 2],
      [1, true, 0],
      [2, false, 0],
      [3, false, 1],
    ]);
  });
});

describe('the default campaign that is scheduled as well', () => {
  const schedule: Schedule = {
    id: 1,
    campaign_id: 10,
    campaign_name: 'Base',
    location_id: null,
    start_date: '2026-01-01',
    end_date: null,
    start_time: null,
    end_time: null,
    days_of_week: null,
    is_active: true,
    priority: 1,
    recurrence_rule: null,
    created_by: null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
  it('stands in the line of the default where it says the same', () => {
    expect(isStanding(schedule, 10, dates)).toBe(true);
    for (const other of [
      { start_time: '08:00' },
      { end_date: '2026-11-24' },
      { days_of_week: [1, 2] },
      { is_active: false },
      { campaign_id: 11 },
    ])
      expect(isStanding({ ...schedule, ...other }, 10, dates)).toBe(false);
  });
});
