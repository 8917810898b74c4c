import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instants, pairs, programmes, rules } from '../testing/arbitraries.ts';
import { addDays } from '../testing/days.ts';
import { datesOf, instantOf, occurrencesOf, playsAt, wallAt } from '../testing/oracle.ts';
import { compile, conflicts, type RecurrenceRule, resolve, type Schedule, timeline } from './index.ts';
import { findZone } from './zone.ts';
import { zoneOffset } from './zones.ts';

/** How often each property is tried; `PROPERTY_RUNS=5000` for a long night. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 80);
vi.setConfig({ testTimeout: 60_000 + RUNS * 200 });

const DAY = 86_400_000;

function schedule(start_date: string, recurrence_rule: RecurrenceRule | null, more: Partial<Schedule> = {}): Schedule {
  const rest = { end_date: null, start_time: null, end_time: null, days_of_week: null, is_active: true, priority: 0 };
  return { id: 1, campaign_id: 1, location_id: null, start_date, ...rest, recurrence_rule, ...more };
}

test('a rule gives the dates that a day by day reading of RFC 5545 gives', () => {
  const cases = fc
    .record({
      start: fc.constantFrom('2024-02-29', '2025-12-31', '2026-01-30', '2026-03-01', '2023-10-09'),
      days: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), { freq: 2 }),
    })
    .chain(({ start, days }) =>
      fc.record({
        start: fc.constant(start),
        days: fc.constant(days),
        rule: rules(start),
        skip: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 })),
      }),
    );
  fc.assert(
    fc.property(cases, ({ start, days, rule, skip }) => {
      const one = schedule(start, rule, { days_of_week: days });
      const campaign = { id: 1, is_active: true, priority: 0, start_date: null, end_date: null };
      const [from, to] = [addDays(start, skip), addDays(start, skip + 800)];
      const source = compile({ timezone: 'UTC', location_chain: [], campaigns: [campaign], schedules: [one] });
      // A later question first: what it leaves remembered must not change an earlier answer.
      timeline(source, Date.parse(to) + 900 * DAY, Date.parse(to) + 901 * DAY);
      const played = timeline(source, Date.parse(from), Date.parse(to))
        .filter(s => s.schedule_id === 1)
        .flatMap(s => Array.from({ length: (s.end - s.start) / DAY }, (_, i) => new Date(s.start + i * DAY).toISOString().slice(0, 10)));
      expect(played).toEqual(datesOf(one, to).filter(date => date >= from && date < to));
    }),
    { numRuns: 2 * RUNS },
  );
});

test('resolve names who plays by the specification read slowly', () => {
  const scenes = programmes.chain(({ programme, around }) =>
    fc.tuple(fc.constant(programme), fc.array(instants(around), { minLength: 3, maxLength: 6 })),
  );
  fc.assert(
    fc.property(scenes, ([programme, asked]) => {
      for (const at of asked) {
        const { schedule_id, campaign_id } = resolve(programme, at);
        expect({ at, schedule_id, campaign_id }).toEqual({ at, ...playsAt(programme, at) });
      }
    }),
    { numRuns: RUNS },
  );
});

test('conflicts finds the first overlap that comparing all occurrences finds', () => {
  fc.assert(
    fc.property(pairs, ({ programme, a, b, from, days }) => {
      const to = from + days * DAY;
      const runs = [a, b].map(s =>
        programme.campaigns.filter(c => c.id === s.campaign_id).flatMap(c => occurrencesOf(s, c, programme.timezone, from, to)),
      );
      const overlaps = (runs[0] ?? []).flatMap(x =>
        (runs[1] ?? []).map(y => ({ start: Math.max(x.start, y.start), end: Math.min(x.end, y.end) })),
      );
      const first = overlaps.filter(o => o.start < o.end).sort((x, y) => x.start - y.start)[0];
      const { location_chain } = programme;
      const chained = [a, b].every(s => s.location_id === null || location_chain.includes(s.location_id));
      const related = chained || a.location_id === b.location_id || a.location_id === null || b.location_id === null;
      const expected = first && related ? [first] : [];
      expect(conflicts(programme, a, [b], from, to).map(c => c.first_overlap)).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
});

test('offsets and instants are those that the clock of the zone reads', () => {
  const readings = programmes.chain(({ programme: { timezone }, around }) =>
    fc.tuple(fc.constant(timezone), instants(around), fc.integer({ min: 0, max: 899 })),
  );
  fc.assert(
    fc.property(readings, ([timezone, quarter, second]) => {
      const at = quarter + second * 1000;
      expect(zoneOffset(timezone, at)).toBe(wallAt(timezone, at) - at);
      expect(findZone(timezone)?.instant(at)).toBe(instantOf(timezone, at));
    }),
    { numRuns: 5 * RUNS },
  );
});
