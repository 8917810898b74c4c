import fc from 'fast-check';
import { spansOf } from '../src/spans.ts';
import type { CampaignWindow, Dated, Programme, RecurrenceRule, Schedule, Weekday } from '../src/types.ts';
import { addDays } from './days.ts';

/** Zones, each with dates at which something happens to its clocks or its calendar. */
const PLACES: [string, string[]][] = [
  ['UTC', ['2026-02-28', '2028-02-29', '2025-12-29']],
  ['America/Sao_Paulo', ['2018-11-04', '2018-02-18', '2026-06-01']],
  ['Pacific/Auckland', ['2026-04-05', '2026-09-27']],
  ['Europe/Lisbon', ['2026-03-29', '2026-10-25', '1992-09-27']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['Asia/Kathmandu', ['1986-01-01', '2026-01-01']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['America/Nuuk', ['2026-03-28', '2026-10-24']],
  ['Pacific/Apia', ['2011-12-30', '2011-12-30', '2011-12-31']],
  ['Pacific/Kwajalein', ['1993-08-21', '1969-09-30']],
  ['America/Juneau', ['1867-10-18']],
  ['Africa/Monrovia', ['1972-01-07', '1900-01-01']],
  ['Europe/Amsterdam', ['1937-07-01', '1940-05-16']],
  ['America/Fortaleza', ['2000-10-15', '2000-10-22']],
];

const WEEKDAYS: Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const some = <T>(items: readonly T[], maxLength = 4) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const often = <T>(arbitrary: fc.Arbitrary<T>) => maybe(arbitrary, 3);
const positions = (max: number) =>
  fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max }), fc.integer({ min: -max, max: -1 })), { minLength: 1, maxLength: 4 });

/** Any rule that RFC 5545 allows, its dates near `around`. */
export function rules(around: string): fc.Arbitrary<RecurrenceRule> {
  const near = (from: number, to: number) => fc.integer({ min: from, max: to }).map(days => addDays(around, days));
  return fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').chain(freq => {
    const inMonths = freq === 'MONTHLY' || freq === 'YEARLY';
    const ordinals = some(WEEKDAYS, 3).chain(days =>
      fc.tuple(...days.map(day => fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -5, freq === 'YEARLY' ? 53 : 6).map(n => `${n}${day}`))),
    );
    return fc
      .record({
        freq: fc.constant(freq),
        interval: maybe(fc.integer({ min: 1, max: 5 }), 3),
        byday: maybe(inMonths ? fc.oneof(some(WEEKDAYS), ordinals) : some(WEEKDAYS, 7), 3),
        bymonthday: freq === 'WEEKLY' ? fc.constant(undefined) : maybe(positions(31)),
        bymonth: maybe(some([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 6)),
        bysetpos: often(positions(5)),
        wkst: maybe(fc.constantFrom(...WEEKDAYS)),
        limit: fc.option(fc.oneof(fc.record({ count: fc.integer({ min: 1, max: 20 }) }), fc.record({ until: near(-30, 60) })), {
          nil: {},
          freq: 2,
        }),
        exdates: maybe(fc.array(near(-20, 20), { maxLength: 4 })),
        rdates: maybe(fc.array(near(-20, 20), { maxLength: 4 })),
      })
      .map(({ limit, bysetpos, ...rule }) => {
        const picks = rule.byday || rule.bymonthday || rule.bymonth;
        return JSON.parse(JSON.stringify({ ...rule, ...limit, bysetpos: picks ? bysetpos : undefined })) as RecurrenceRule;
      });
  });
}

/** Dense enough that several schedules are on at once, and that their edges meet. */
const likelyTrue = fc.integer({ min: 0, max: 11 }).map(n => n > 0);

const times = fc.oneof(
  fc.constantFrom('00:00', '00:30', '02:00', '02:30', '03:00', '15:30', '22:30', '23:30', '23:59'),
  fc.integer({ min: 0, max: 95 }).map(n => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`),
);

export function schedules(around: string, id: number): fc.Arbitrary<Schedule> {
  return fc
    .record({
      back: fc.oneof(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 500 })),
      length: fc.option(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 20, max: 90 })), { freq: 2 }),
    })
    .chain(({ back, length }) => {
      const start = addDays(around, -back);
      return fc.record({
        id: fc.constant(id),
        campaign_id: fc.constantFrom(1, 1, 1, 2, 2, 2, 3, 3, 3, 4),
        location_id: fc.constantFrom(null, null, null, 10, 10, 20, 30, 99),
        start_date: fc.constant(start),
        end_date: fc.constant(length === null ? null : addDays(start, length)),
        start_time: fc.option(times, { freq: 2 }),
        end_time: fc.option(times, { freq: 2 }),
        days_of_week: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), { freq: 2 }),
        is_active: likelyTrue,
        priority: fc.constantFrom(0, 0, 1, 5),
        recurrence_rule: fc.option(rules(around), { freq: 2 }),
      });
    });
}

/** Dates of an item near a date. */
export function dated(around: string): fc.Arbitrary<Dated> {
  return fc
    .record({ from: fc.option(fc.integer({ min: -5, max: 5 }), { freq: 3 }), days: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }) })
    .map(({ from, days }) => ({
      valid_from: from === null ? null : addDays(around, from),
      valid_until: days === null ? null : addDays(around, (from ?? -5) + days),
    }));
}

function campaigns(around: string): fc.Arbitrary<CampaignWindow[]> {
  const edge = (sign: number) =>
    fc.option(
      fc.integer({ min: -1, max: 8 }).map(days => addDays(around, sign * days)),
      { freq: 2 },
    );
  const campaign = (id: number) =>
    fc.record({
      id: fc.constant(id),
      is_active: likelyTrue,
      priority: fc.constantFrom(0, 0, 5),
      start_date: edge(-1),
      end_date: edge(1),
      valid: fc.option(fc.array(dated(around), { minLength: 1, maxLength: 4 }).map(spansOf), { freq: 1, nil: undefined }),
    });
  return fc.tuple(campaign(1), campaign(2), campaign(3));
}

/** A programme, and the date around which something happens in it. Campaign 4 is one that it does not know. */
export const programmes: fc.Arbitrary<{ programme: Programme; around: string }> = fc
  .constantFrom(...PLACES.flatMap(([timezone, dates]) => dates.map(around => ({ timezone, around }))))
  .chain(({ timezone, around }) =>
    fc
      .record({
        timezone: fc.constant(timezone),
        location_chain: fc.constantFrom<number[]>([30, 20, 10], [20, 10], [10]),
        default_campaign_id: fc.constantFrom(1, null),
        campaigns: campaigns(around),
        schedules: fc.integer({ min: 0, max: 10 }).chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => schedules(around, i + 1)))),
      })
      .map(programme => ({ programme, around })),
  );

/** An instant within three days of the middle of a date. */
export function instants(around: string): fc.Arbitrary<number> {
  const noon = Date.parse(`${around}T12:00:00Z`);
  const quarter = 900_000;
  return fc.integer({ min: -288, max: 288 }).map(n => noon + n * quarter);
}

/** Two schedules that may meet: of different campaigns, all active, often on few days and over midnight. */
export const pairs = programmes.chain(({ programme, around }) => {
  const one = (id: number) =>
    fc
      .record({
        schedule: schedules(around, id),
        location_id: fc.constantFrom(null, null, null, 10, 20, 99),
        days_of_week: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 2 }), { freq: 2 }),
      })
      .map(({ schedule, ...rest }): Schedule => ({ ...schedule, ...rest, campaign_id: id, is_active: true }));
  return fc.record({
    programme: fc.constant({ ...programme, campaigns: programme.campaigns.map(c => ({ ...c, is_active: true })) }),
    a: one(1),
    b: one(2),
    from: instants(around),
    days: fc.integer({ min: 1, max: 40 }),
  });
});
