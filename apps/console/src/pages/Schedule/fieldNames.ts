import type { FormErrors } from '@mantine/form';

const fields: readonly [RegExp, string][] = [
  [/^recurrence_rule\.interval/, 'repeat.interval'],
  [/^recurrence_rule\.count/, 'repeat.count'],
  [/^recurrence_rule\.until/, 'end_date'],
  [/^recurrence_rule\.exdates/, 'repeat.exdates'],
  [/^recurrence_rule\.byday/, 'repeat.days'],
  [/^recurrence_rule/, 'repeat.kind'],
  [/^days_of_week/, 'days'],
];

/** The API's field names as the form's: a refusal lands on the field that caused it. */
export function fieldsOf(errors: FormErrors): FormErrors {
  return Object.fromEntries(Object.entries(errors).map(([name, error]) => [fields.find(([from]) => from.test(name))?.[1] ?? name, error]));
}
