import { describe, expect, test } from 'vitest';
import { campaign, programme, schedule } from '../testing/programme.ts';
import { compile, conflicts, explain, impact, type Programme, resolve, type Schedule } from './index.ts';

const at = '2026-03-04T12:00:00Z'; // a Wednesday
const utc = (text: string) => Date.parse(`${text}Z`);

describe('who wins', () => {
  const winner = (schedules: Schedule[], campaigns = [campaign(1), campaign(2, { priority: 9 })]) =>
    resolve(programme(schedules, { campaigns }), at).schedule_id;

  test('by schedule priority, then campaign priority, then the nearer location, then the newer', () => {
    const rivals = [
      schedule({ id: 9 }),
      schedule({ id: 8, location_id: 10 }),
      schedule({ id: 7, location_id: 30 }),
      schedule({ id: 6, campaign_id: 2 }),
      schedule({ id: 5, priority: 1 }),
    ];
    expect(winner(rivals)).toBe(5);
    expect(winner(rivals.slice(0, 4))).toBe(6);
    expect(winner(rivals.slice(0, 3))).toBe(7);
    expect(winner(rivals.slice(0, 2))).toBe(8);
    expect(winner([schedule({ id: 3 }), schedule({ id: 4 })])).toBe(4);
    expect(winner([schedule({ location_id: 99, priority: 9 })])).toBeNull();
  });

  test('of campaigns the inactive, the over and the unknown are never on', () => {
    const with1 = (more: object) => winner([schedule()], [campaign(1, more)]);
    expect(with1({})).toBe(1);
    expect(with1({ is_active: false })).toBeNull();
    expect(with1({ end_date: '2026-03-03' })).toBeNull();
    expect(with1({ end_date: '2026-03-04' })).toBe(1);
    expect(with1({ start_date: '2026-03-05' })).toBeNull();
    expect(winner([schedule({ campaign_id: 5 })])).toBeNull();
  });
});

describe('until', () => {
  test('is null where nothing changes again, also under a daily schedule that never gets its turn', () => {
    const always = schedule({ id: 1, priority: 1 });
    const below = schedule({ id: 2, start_time: '08:00', end_time: '18:00' });
    expect(resolve(programme([always, below]), at).until).toBeNull();
    expect(resolve(programme([]), at)).toEqual({ schedule_id: null, campaign_id: null, until: null });
    const monthly = schedule({ recurrence_rule: { freq: 'MONTHLY', bymonthday: Array.from({ length: 31 }, (_, i) => i + 1) } });
    expect(resolve(programme([monthly]), at).until).toBeNull();
  });

  test('is years away where it must be', () => {
    expect(resolve(programme([schedule({ end_date: '2041-06-30' })]), at).until).toBe(utc('2041-07-01T00:00:00'));
    expect(resolve(programme([schedule({ recurrence_rule: { freq: 'DAILY', exdates: ['2049-01-01'] } })]), at).until).toBe(
      utc('2049-01-01T00:00:00'),
    );
    expect(resolve(programme([schedule()], { campaigns: [campaign(1, { end_date: '2030-12-31' })] }), at).until).toBe(
      utc('2031-01-01T00:00:00'),
    );
    const later = [schedule(), schedule({ id: 2, priority: 1, start_date: '2033-05-05', start_time: '09:30', end_time: '10:00' })];
    expect(resolve(programme(later), at).until).toBe(utc('2033-05-05T09:30:00'));
  });

  test('is kept for the day, and days beyond the bound are forgotten and found again', () => {
    const source = compile(programme([schedule({ start_time: '08:00', end_time: '18:00' })]));
    for (let day = 0; day < 1000; day++) expect(resolve(source, utc('2026-01-01T17:00:00') + day * 86_400_000).schedule_id).toBe(1);
    expect(source.blocks.size).toBeLessThanOrEqual(400);
    expect(resolve(source, utc('2026-01-01T17:00:00')).until).toBe(utc('2026-01-01T18:00:00'));
  });
});

describe('explain', () => {
  const told = (more: Partial<Schedule>, rest: Partial<Programme> = {}) => explain(programme([schedule(more)], rest), at)[0]?.detail;

  test.each<[string, Partial<Schedule>, Partial<Programme>?]>([
    ['plays', {}],
    ['off: inactive', { is_active: false }],
    ['off: campaign inactive', {}, { campaigns: [campaign(1, { is_active: false })] }],
    ['off: campaign unknown 5', { campaign_id: 5 }],
    ['off: other location 99', { location_id: 99 }],
    ['off: campaign ended 2026-03-01', {}, { campaigns: [campaign(1, { end_date: '2026-03-01' })] }],
    ['off: campaign starts 2026-03-05', {}, { campaigns: [campaign(1, { start_date: '2026-03-05' })] }],
    ['off: starts 2026-03-05', { start_date: '2026-03-05' }],
    ['off: ended 2026-03-03', { end_date: '2026-03-03' }],
    ['off: Wednesday', { days_of_week: [0, 1, 2, 4, 5, 6] }],
    ['off: excluded 2026-03-04', { recurrence_rule: { freq: 'DAILY', exdates: ['2026-03-04'] } }],
    ['off: not recurring 2026-03-04', { recurrence_rule: { freq: 'DAILY', interval: 2 }, start_date: '2026-03-03' }],
    ['off: outside hours 13:00-18:00', { start_time: '13:00', end_time: '18:00' }],
    ['off: outside hours 20:00-06:00', { start_time: '20:00', end_time: '06:00' }],
    // Half past midday belongs to the night that began on Tuesday.
    ['off: Tuesday', { start_time: '20:00', end_time: '13:00', days_of_week: [3] }],
    ['off: ended 2026-03-02', { start_time: '20:00', end_time: '13:00', end_date: '2026-03-02' }],
  ])('%s', (detail, more, rest) => {
    expect(told(more, rest)).toBe(detail);
  });

  test('says who beats it, and by what', () => {
    const rivals = [
      schedule({ id: 1 }),
      schedule({ id: 2, location_id: 10 }),
      schedule({ id: 3, campaign_id: 2 }),
      schedule({ id: 12, location_id: 20, priority: 1 }),
    ];
    const campaigns = [campaign(1), campaign(2, { priority: 1 })];
    const details = (schedules: Schedule[]) => explain(programme(schedules, { campaigns }), at).map(e => e.detail);
    expect(details(rivals)).toEqual(['beaten by 12: priority', 'beaten by 12: priority', 'beaten by 12: priority', 'plays']);
    expect(details(rivals.slice(0, 3))).toEqual(['beaten by 3: campaign priority', 'beaten by 3: campaign priority', 'plays']);
    expect(details(rivals.slice(0, 2))).toEqual(['beaten by 2: nearer location', 'plays']);
    expect(details([schedule({ id: 4 }), schedule({ id: 5 })])).toEqual(['beaten by 5: newer', 'plays']);
  });

  test('names the clock change that takes a time away', () => {
    const skipped = programme([schedule({ start_time: '02:30', end_time: '03:00' })], { timezone: 'Europe/Paris' });
    expect(explain(skipped, '2026-03-29T01:15:00Z')[0]?.detail).toBe('off: clock change 2026-03-29');
  });
});

describe('conflicts', () => {
  const other = (more: Partial<Schedule> = {}) => schedule({ id: 2, campaign_id: 2, ...more });
  const kinds = (candidate: Schedule, existing: Schedule[]) =>
    conflicts(programme([]), candidate, existing, at).map(c => `${c.schedule_id} ${c.kind}`);

  test('a conflict where nothing but age decides, an override where the ranking does', () => {
    expect(kinds(schedule(), [other(), other({ id: 3, priority: 1 }), other({ id: 4, location_id: 10 })])).toEqual([
      '2 conflict',
      '3 override',
      '4 override',
    ]);
    expect(kinds(schedule({ location_id: 99 }), [other({ location_id: 99 }), other({ id: 3, location_id: 10 }), other({ id: 4 })])).toEqual(
      ['2 conflict', '4 override'],
    );
  });

  test('not with itself, its own campaign, the inactive, nor what comes only after two years', () => {
    expect(
      kinds(schedule(), [other({ id: 1 }), other({ campaign_id: 1 }), other({ is_active: false }), other({ campaign_id: 7 })]),
    ).toEqual([]);
    expect(kinds(schedule(), [other({ start_date: '2028-03-05' })])).toEqual([]);
    expect(kinds(schedule(), [other({ start_date: '2028-03-04' })])).toEqual(['2 conflict']);
    expect(kinds(schedule({ is_active: false }), [other()])).toEqual([]);
  });

  test('neither where times only touch, nor where weeks alternate', () => {
    expect(kinds(schedule({ start_time: '08:00', end_time: '10:00' }), [other({ start_time: '10:00', end_time: '08:00' })])).toEqual([]);
    const fortnight = { freq: 'WEEKLY', interval: 2 } as const;
    const even = schedule({ start_date: '2026-01-05', recurrence_rule: fortnight });
    expect(kinds(even, [other({ start_date: '2026-01-12', recurrence_rule: fortnight })])).toEqual([]);
    expect(kinds(even, [other({ start_date: '2026-01-11', start_time: '20:00', end_time: '00:30', recurrence_rule: fortnight })])).toEqual(
      [],
    );
    expect(kinds(even, [other({ start_date: '2026-01-04', start_time: '20:00', end_time: '00:30', recurrence_rule: fortnight })])).toEqual([
      '2 conflict',
    ]);
  });

  test('an overlap that only a clock change makes is found', () => {
    // In Paris 02:30 is 03:30 on that night: the end of one then lies after the start of the other.
    const [a, b] = [schedule({ start_time: '01:00', end_time: '02:30' }), other({ start_time: '03:00', end_time: '04:00' })];
    expect(conflicts(programme([], { timezone: 'Europe/Paris' }), a, [b], '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([
      { schedule_id: 2, kind: 'conflict', first_overlap: { start: utc('2026-03-29T01:00:00'), end: utc('2026-03-29T01:30:00') } },
    ]);
  });

  test('a wrong schedule is named by where it stands', () => {
    expect(() => kinds(schedule({ days_of_week: [] }), [])).toThrow(expect.objectContaining({ path: 'candidate.days_of_week' }));
    expect(() => kinds(schedule(), [other(), other({ start_time: 'noon' })])).toThrow(
      expect.objectContaining({ path: 'existing[1].start_time' }),
    );
  });
});

test('impact is silent where only the schedule changes that puts the same campaign on', () => {
  const [before, after] = [
    programme([schedule()]),
    programme([schedule({ id: 2 }), schedule({ id: 3, campaign_id: 2, priority: 1, start_time: '13:00', end_time: '14:00' })]),
  ];
  expect(impact(before, after, at, '2026-03-05T00:00:00Z')).toEqual([
    {
      start: utc('2026-03-04T13:00:00'),
      end: utc('2026-03-04T14:00:00'),
      was: { schedule_id: 1, campaign_id: 1 },
      becomes: { schedule_id: 3, campaign_id: 2 },
    },
  ]);
});
