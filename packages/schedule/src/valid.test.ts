import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dated } from '../testing/arbitraries.ts';
import { addDays } from '../testing/days.ts';
import { campaign, programme, schedule } from '../testing/programme.ts';
import { compile, conflicts, explain, impact, resolve, resolveItems, timeline } from './index.ts';
import { isValidOn, spansOf } from './spans.ts';
import { validateProgramme } from './validate.ts';
import { localToInstant } from './zones.ts';

const on = (valid_from: string | null, valid_until: string | null) => ({ valid_from, valid_until });
const utc = (text: string) => Date.parse(`${text}Z`);

describe('the dates on which anything is valid', () => {
  test('are put in order and together where they meet', () => {
    const items = [
      on('2026-03-08', '2026-03-09'),
      on('2026-03-01', '2026-03-03'),
      on('2026-03-04', '2026-03-05'),
      on('2026-03-02', '2026-03-02'),
    ];
    expect(spansOf(items)).toEqual([on('2026-03-01', '2026-03-05'), on('2026-03-08', '2026-03-09')]);
    expect(spansOf([on('2026-03-08', null), on(null, '2026-03-01')])).toEqual([on(null, '2026-03-01'), on('2026-03-08', null)]);
    expect(spansOf([on('2026-02-28', null), on(null, '2026-02-27')])).toBeUndefined();
    expect(spansOf([on('2026-03-08', null), {}])).toBeUndefined();
    expect(spansOf([])).toBeUndefined();
  });

  test('are those on which one of them is', () => {
    fc.assert(
      fc.property(fc.array(dated('2026-03-01'), { minLength: 1 }), items => {
        const spans = spansOf(items);
        for (let day = -12; day <= 12; day++) {
          const date = addDays('2026-03-01', day);
          expect(spans?.some(span => isValidOn(span, date)) ?? true).toBe(items.some(item => isValidOn(item, date)));
        }
      }),
    );
  });
});

describe('items', () => {
  const items = [
    { id: 1, ...on(null, null) },
    { id: 2, ...on(null, '2026-03-04') },
    { id: 3, ...on('2026-03-05', '2026-03-06') },
    { id: 4, ...on('2026-03-06', null) },
  ];
  const source = compile(programme([schedule({ end_time: '22:00' })], { default_campaign_id: 2 }));
  const at = (instant: string) => {
    const { items: valid, until } = resolveItems(source, id => (id === 1 ? items : []), utc(instant));
    return [valid.map(({ id }) => id), until];
  };

  test('are shown from the first midnight to the end of their last day, and until names whichever edge comes first', () => {
    expect(at('2026-03-04T21:59:59.999')).toEqual([[1, 2], utc('2026-03-04T22:00:00')]);
    expect(at('2026-03-04T23:59:59.999')).toEqual([[], utc('2026-03-05T00:00:00')]);
    const allDay = compile(programme([schedule()]));
    const answer = (instant: string) => {
      const { items: valid, until } = resolveItems(allDay, () => items, utc(instant));
      return [valid.map(({ id }) => id), until];
    };
    expect(answer('2026-03-04T23:59:59.999')).toEqual([[1, 2], utc('2026-03-05T00:00:00')]);
    expect(answer('2026-03-05T00:00:00')).toEqual([[1, 3], utc('2026-03-06T00:00:00')]);
    expect(answer('2026-03-06T23:59:59.999')).toEqual([[1, 3, 4], utc('2026-03-07T00:00:00')]);
    expect(answer('2026-03-07T00:00:00')).toEqual([[1, 4], null]);
  });

  test('dates that cannot be read take nothing off the screen', () => {
    const odd = [{ valid_from: '2026-02-30' }, { valid_until: 'soon' }];
    expect(resolveItems(source, () => odd, utc('2026-03-04T12:00:00')).items).toEqual(odd);
  });

  // São Paulo skipped midnight itself until 2019, and came back to 23:00 of the day before; Berlin changes in the small hours.
  test.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00', 23],
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00', 25],
    ['America/Sao_Paulo', '2026-03-06', '2026-03-06T03:00:00', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00', 25],
    ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00', 23],
  ])('of one day in %s, %s, last from its midnight for as many hours as it has', (timezone, date, begins, hours) => {
    const start = utc(begins);
    const end = start + hours * 3_600_000;
    const one = [on(date, date)];
    const place = compile(programme([schedule({ start_date: '2018-01-01' })], { timezone }));
    const shown = (instant: number) => resolveItems(place, () => one, instant);
    expect([shown(start - 1).items.length, shown(start - 1).until]).toEqual([0, start]);
    expect([shown(start).items.length, shown(start).until]).toEqual([1, end]);
    expect([shown(end - 1).items.length, shown(end).items.length, shown(end).until]).toEqual([1, 0, null]);
    // A campaign that has nothing else is on for the same hours.
    const alone = programme([schedule({ start_date: '2018-01-01' })], { timezone, campaigns: [campaign(1, { valid: one })] });
    expect(timeline(alone, start - 1, end + 1).map(({ start, end, campaign_id }) => [start, end, campaign_id])).toEqual([
      [start - 1, start, null],
      [start, end, 1],
      [end, end + 1, null],
    ]);
  });
});

describe('a campaign of which nothing is valid', () => {
  const valid = [on(null, '2026-03-03'), on('2026-03-06', '2026-03-06'), on('2026-03-10', null)];
  const campaigns = [campaign(1, { valid }), campaign(2)];
  const both = programme([schedule({ priority: 1 }), schedule({ id: 2, campaign_id: 2 })], { campaigns });

  test('gives way to the next best, and comes back at midnight', () => {
    const segments = timeline(both, '2026-03-02T12:00:00Z', '2026-03-12T00:00:00Z');
    expect(segments.map(({ start, schedule_id }) => [new Date(start).toISOString().slice(0, 13), schedule_id])).toEqual([
      ['2026-03-02T12', 1],
      ['2026-03-04T00', 2],
      ['2026-03-06T00', 1],
      ['2026-03-07T00', 2],
      ['2026-03-10T00', 1],
    ]);
    expect(resolve(both, '2026-03-04T00:00:00Z').until).toBe(utc('2026-03-06T00:00:00'));
    expect(resolve(both, '2026-03-10T00:00:00Z').until).toBeNull();
    expect(resolve({ ...both, schedules: both.schedules.slice(0, 1), default_campaign_id: 2 }, '2026-03-04T00:00:00Z').campaign_id).toBe(2);
  });

  test('cuts what runs over midnight', () => {
    const night = programme([schedule({ start_time: '22:00', end_time: '06:00' })], { campaigns });
    const runs = timeline(night, '2026-03-02T12:00:00Z', '2026-03-07T12:00:00Z').filter(segment => segment.schedule_id === 1);
    expect(runs.map(({ start, end }) => [start, end])).toEqual([
      [utc('2026-03-02T22:00:00'), utc('2026-03-03T06:00:00')],
      [utc('2026-03-03T22:00:00'), utc('2026-03-04T00:00:00')],
      [utc('2026-03-06T00:00:00'), utc('2026-03-06T06:00:00')],
      [utc('2026-03-06T22:00:00'), utc('2026-03-07T00:00:00')],
    ]);
  });

  test('says so, and meets nobody meanwhile', () => {
    expect(explain(both, '2026-03-04T12:00:00Z').map(({ detail }) => detail)).toEqual(['off: nothing valid 2026-03-04', 'plays']);
    expect(explain(both, '2026-03-06T12:00:00Z').map(({ detail }) => detail)).toEqual(['plays', 'beaten by 1: priority']);
    const met = conflicts(both, schedule({ id: 3, priority: 1 }), [schedule({ id: 2, campaign_id: 2 })], '2026-03-04T00:00:00Z');
    expect(met[0]?.first_overlap.start).toBe(utc('2026-03-06T00:00:00'));
    const always = { ...both, campaigns: [campaign(1), campaign(2)] };
    expect(impact(both, always, '2026-03-03T00:00:00Z', '2026-03-07T00:00:00Z').map(({ start, end }) => [start, end])).toEqual([
      [utc('2026-03-04T00:00:00'), utc('2026-03-06T00:00:00')],
    ]);
  });

  test('for good is told at once, however long its schedule goes on', () => {
    const over = programme([schedule({ priority: 1 }), schedule({ id: 2, campaign_id: 2 })], {
      campaigns: [campaign(1, { valid: [on(null, '2026-03-03')] }), campaign(2)],
    });
    expect(resolve(over, '2026-03-04T00:00:00Z')).toEqual({ schedule_id: 2, campaign_id: 2, until: null });
    expect(resolve(over, '2026-03-03T12:00:00Z').until).toBe(localToInstant('UTC', '2026-03-04'));
  });

  test.each([[[]], [7], [[on('2026-02-30', null)]], [[7]]])('is refused as %j', wrong => {
    const paths = validateProgramme({ ...both, campaigns: [{ ...campaign(1), valid: wrong }] }).map(({ path }) => path);
    expect(paths[0]).toMatch(/^campaigns\[0\]\.valid/);
  });
});
