import type { Programme, RecurrenceRule, Schedule } from '@tvs/schedule';

export const ZONE = 'America/New_York';
export const DAY = 86_400_000;

/** The same numbers in every run (mulberry32). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const two = (n: number) => String(n).padStart(2, '0');

/** What a company plans: 30 % with a recurrence rule, most of them weekly; begun up to three years before 2026-06, half of them without an end. */
export function makeProgramme(size: number): Programme {
  const roll = dice(size);
  const one = <T>(items: readonly [T, ...T[]]): T => items[roll(items.length)] ?? items[0];
  const schedules = Array.from({ length: size }, (_, i): Schedule => {
    const start = roll(18);
    const rules: [RecurrenceRule, ...RecurrenceRule[]] = [
      { freq: 'WEEKLY', interval: 1 + roll(3), byday: one([['MO', 'WE', 'FR'], ['SA', 'SU'], ['TU'], ['FR']]) },
      { freq: 'WEEKLY', interval: 2, byday: ['MO', 'TH'] },
      { freq: 'DAILY', interval: 1 + roll(4) },
      { freq: 'MONTHLY', bymonthday: [1, 15, -1] },
      { freq: 'MONTHLY', byday: [one(['1MO', '2TU', '-1FR'])] },
      { freq: 'MONTHLY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'], bysetpos: [1, -1] },
      { freq: 'YEARLY', bymonth: [6, 12], byday: ['1FR', '-1SU'] },
    ];
    return {
      id: i + 1,
      campaign_id: 1 + roll(40),
      location_id: one([null, 10, 20, 30]),
      start_date: `${2023 + roll(3)}-${two(1 + roll(12))}-${two(1 + roll(28))}`,
      end_date: roll(2) ? null : `${2027 + roll(20)}-12-31`,
      start_time: `${two(start)}:${one(['00', '15', '30', '45'])}`,
      end_time: `${two(start + 1 + roll(5))}:00`,
      days_of_week: roll(4) ? null : [1, 2, 3, 4, 5],
      is_active: true,
      priority: roll(10),
      recurrence_rule: roll(10) < 3 ? one(rules) : null,
    };
  });
  const campaigns = Array.from({ length: 40 }, (_, i) => ({
    id: i + 1,
    is_active: true,
    priority: i % 5,
    start_date: null,
    end_date: null,
  }));
  return { timezone: ZONE, location_chain: [30, 20, 10], default_campaign_id: 1, campaigns, schedules };
}
