import { expect, it } from 'vitest';
import { besides } from './besides.ts';
import { newValues } from './formValues.ts';

const drawn = newValues({ campaignId: 1, locationId: 1, date: '2026-12-02', time: '14:00', until: '20:00' });
const now = Date.parse('2026-11-30T12:00:00Z');
const out = (from: string, to: string, values = drawn, at = now) =>
  besides(values, { start: `2026-12-02T${from}:00-03:00`, end: `2026-12-02T${to}:00-03:00` }, 'America/Sao_Paulo', at);

it('begins where the other ends, or ends where the other begins', () => {
  expect(out('14:00', '18:00')).toEqual([{ start_time: '18:00' }]);
  expect(out('17:00', '20:00')).toEqual([{ end_time: '17:00' }]);
});

it('knows no way where the other has all of its hours, stands in their midst, or either has no end', () => {
  expect(out('14:00', '20:00')).toEqual([]);
  expect(out('15:00', '16:00')).toEqual([]);
  expect(out('14:00', '18:00', { ...drawn, allDay: true })).toEqual([]);
  expect(out('22:00', '23:00', { ...drawn, start_time: '22:00', end_time: '02:00' })).toEqual([]);
});

it('takes no end from what is under way', () => {
  expect(out('17:52', '20:00', drawn, Date.parse('2026-12-02T20:52:00Z'))).toEqual([]);
});
