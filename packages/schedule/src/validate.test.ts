import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programme, schedule } from '../testing/programme.ts';
import { compile, resolve, ScheduleError, timeline } from './index.ts';
import { validateProgramme, validateRule, validateSchedule } from './validate.ts';

const rule = (more: object) => ({ freq: 'MONTHLY', ...more });

describe('a rule', () => {
  test.each<[object | null, string, string]>([
    [{}, 'freq', 'range'],
    [{ freq: 'HOURLY' }, 'freq', 'range'],
    [{ freq: 'weekly' }, 'freq', 'range'],
    [null, '', 'type'],
    [rule({ interval: 0 }), 'interval', 'range'],
    [rule({ interval: 1.5 }), 'interval', 'range'],
    [rule({ count: -1 }), 'count', 'range'],
    [rule({ byday: [] }), 'byday', 'empty'],
    [rule({ byday: 'MO' }), 'byday', 'type'],
    [rule({ byday: ['MO', 'XX'] }), 'byday[1]', 'range'],
    [rule({ byday: ['0MO'] }), 'byday[0]', 'range'],
    [rule({ byday: ['54MO'] }), 'byday[0]', 'range'],
    [rule({ byday: ['-MO'] }), 'byday[0]', 'range'],
    [rule({ bymonthday: [0] }), 'bymonthday[0]', 'range'],
    [rule({ bymonthday: [1, 32] }), 'bymonthday[1]', 'range'],
    [rule({ bymonth: [13] }), 'bymonth[0]', 'range'],
    [rule({ bymonth: [-1] }), 'bymonth[0]', 'range'],
    [rule({ byday: ['MO'], bysetpos: [367] }), 'bysetpos[0]', 'range'],
    [rule({ bysetpos: [1] }), 'bysetpos', 'combination'],
    [rule({ until: '2026-02-30' }), 'until', 'date'],
    [rule({ until: '20260228' }), 'until', 'date'],
    [rule({ until: '2026-02-28', count: 1 }), 'until', 'combination'],
    [rule({ exdates: ['2026-02-28', 'soon'] }), 'exdates[1]', 'date'],
    [rule({ wkst: 'MONDAY' }), 'wkst', 'range'],
    [rule({ byhour: [3] }), 'byhour', 'unknown_key'],
    [rule({ toString: 1 }), 'toString', 'unknown_key'],
    [{ freq: 'WEEKLY', byday: ['1MO'] }, 'byday', 'combination'],
    [{ freq: 'DAILY', byday: ['-1MO'] }, 'byday', 'combination'],
    [{ freq: 'WEEKLY', bymonthday: [1] }, 'bymonthday', 'combination'],
  ])('%j is refused for %s: %s', (value, path, code) => {
    expect(validateRule(value).map(e => [e.path, e.code])).toContainEqual([path, code]);
  });

  test('all that RFC 5545 allows is taken, and null is the same as left out', () => {
    expect(
      validateRule({
        freq: 'YEARLY',
        interval: 2,
        byday: ['+1MO', '-53SU', 'TU'],
        bymonthday: [-31],
        bymonth: [12],
        bysetpos: [-366],
        wkst: 'SU',
        count: 9,
      }),
    ).toEqual([]);
    expect(validateRule({ freq: 'DAILY', until: null, byday: undefined, exdates: [], rdates: ['2024-02-29'] })).toEqual([]);
  });
});

test.each<[object, string, string]>([
  [{ start_date: '2026-13-01' }, 'start_date', 'date'],
  [{ start_date: null }, 'start_date', 'date'],
  [{ end_date: '2026-1-1' }, 'end_date', 'date'],
  [{ start_time: '24:00' }, 'start_time', 'time'],
  [{ end_time: '8:00' }, 'end_time', 'time'],
  [{ days_of_week: [] }, 'days_of_week', 'empty'],
  [{ days_of_week: [7] }, 'days_of_week[0]', 'range'],
  [{ is_active: 1 }, 'is_active', 'type'],
  [{ priority: Number.NaN }, 'priority', 'type'],
  [{ id: '1' }, 'id', 'type'],
  [{ recurrence_rule: { freq: 'WEEKLY', byday: ['MO', ''] } }, 'recurrence_rule.byday[1]', 'range'],
])('a schedule with %j is refused for %s', (more, path, code) => {
  const wrong = { ...schedule(), ...more };
  expect(validateSchedule(wrong).map(e => [e.path, e.code])).toEqual([[path, code]]);
  expect(() => compile(programme([schedule({ id: 7 }), wrong]))).toThrow(
    expect.objectContaining({ path: `schedules[1].${path}`, code, name: 'ScheduleError' }),
  );
});

test('a programme names what is wrong in it, all of it', () => {
  const wrong = { ...programme([schedule(), schedule()]), timezone: 'Mars/Olympus', campaigns: [{ id: 1 }] };
  expect(validateProgramme(wrong).map(e => e.path)).toEqual(['timezone', 'campaigns[0].is_active', 'campaigns[0].priority']);
  expect(validateProgramme(programme([schedule(), schedule()])).map(e => `${e.path} ${e.code}`)).toEqual(['schedules[1].id duplicate']);
  expect(validateProgramme(undefined).map(e => e.code)).toEqual(['type']);
  expect(validateProgramme({ ...programme([Object.assign(schedule(), { name: 'more than the engine needs' })]), version: 'x' })).toEqual(
    [],
  );
});

test('the message says where and what; keys lead there', () => {
  const [error] = validateProgramme(programme([schedule({ recurrence_rule: { freq: 'MONTHLY', byday: ['9XX'] } })]));
  expect(error?.message).toBe('schedules[0].recurrence_rule.byday[0] expected "MO" or "-1FR"');
  expect(error?.keys).toEqual(['schedules', 0, 'recurrence_rule', 'byday', 0]);
});

test('an instant is epoch milliseconds or ISO text in UTC', () => {
  for (const at of [
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+03:00',
    'now',
    '',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    9e15,
  ]) {
    expect(() => resolve(programme([]), at)).toThrow(ScheduleError);
  }
  expect(() => timeline(programme([]), 0, 'never')).toThrow(expect.objectContaining({ path: 'to', code: 'instant' }));
  for (const at of [0, -1, '2026-01-01T00:00Z', '2026-01-01T00:00:00.123Z']) expect(resolve(programme([]), at).schedule_id).toBeNull();
});

test('whatever it is given, it is refused with a ScheduleError or decided', () => {
  const any = fc.anything({ withNullPrototype: true, withDate: true });
  const broken = fc.tuple(
    fc.constantFrom(...Object.keys(schedule()), 'recurrence_rule.byday', 'recurrence_rule.interval', 'recurrence_rule.exdates'),
    any,
  );
  fc.assert(
    fc.property(broken, ([key, value]) => {
      const [field = '', part] = key.split('.');
      const wrong = { ...schedule(), [field]: part ? { freq: 'MONTHLY', [part]: value } : value };
      const refused = validateSchedule(wrong).length > 0;
      try {
        resolve(programme([wrong as ReturnType<typeof schedule>]), 0);
        expect(refused).toBe(false);
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError);
        expect(refused).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
