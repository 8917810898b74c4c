import { expect, test } from 'vitest';
import { fieldsOf } from './fieldNames.ts';

test('what the API says of a rule lands on the field for it', () => {
  expect(fieldsOf({ 'recurrence_rule.byday.0': 'a', 'recurrence_rule.until': 'b', 'days_of_week.1': 'c', end_time: 'd' })).toEqual({
    'repeat.days': 'a',
    end_date: 'b',
    days: 'c',
    end_time: 'd',
  });
  expect(fieldsOf({ recurrence_rule: 'x' })).toEqual({ 'repeat.kind': 'x' });
});
