import type { Schedule } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { isStanding, layOut, minus, type Stretch, stripsBeside } from './blocks.ts';

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
  it('cuts what is beaten where its winner changes, each with its own reason', () => {
    const [one, other] = [stretch(2, at(24, 8), at(24, 10)), stretch(3, at(24, 10), at(24, 14))];
    const loser = stretch(1, at(24, 8), at(24, 14));
    const blocks = layOut([one, other], [loser, one, other], dates, zone, (_, winner, when) => `${winner} at ${when === at(24, 10)}`);
    expect(blocks.filter(({ beatenBy }) => beatenBy !== null)).toMatchObject([
      { scheduleId: 1, beatenBy: 2, because: '2 at false', from: 480, to: 600, lane: 0 },
      { scheduleId: 1, beatenBy: 3, because: '3 at true', from: 600, to: 840, lane: 0 },
    ]);
  });
  it('puts the longest of the beaten at the edge', () => {
    const winner = stretch(9, at(24, 8), at(24, 14));
    const beaten = [stretch(1, at(24, 8), at(24, 10)), stretch(2, at(24, 8), at(24, 14))];
    const lanes = layOut([winner], beaten, dates, zone).flatMap(({ beatenBy, scheduleId, lane }) => (beatenBy ? [[scheduleId, lane]] : []));
    expect(lanes).toEqual([
      [2, 0],
      [1, 1],
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
