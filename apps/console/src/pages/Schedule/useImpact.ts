import { useDebouncedValue } from '@mantine/hooks';
import type { Schedule } from '@tvs/protocol';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import type { paths } from '../../api/schema.gen.ts';
import { bodyOf, type ScheduleValues } from './formValues.ts';

type Rule = NonNullable<paths['/schedules/impact']['post']['requestBody']['content']['application/json']['candidate']>['recurrence_rule'];

/** What saving the form would change on the screens, worked out by the server a moment after the last edit. */
export function useImpact(values: ScheduleValues, schedule: Schedule | undefined) {
  const text = useMemo(() => JSON.stringify(bodyOf(values)), [values]);
  const [settled] = useDebouncedValue(text, 400);
  const body = useMemo(() => JSON.parse(settled) as ReturnType<typeof bodyOf>, [settled]);
  // The schema's optional fields may be undefined; in the text of a request they are just absent.
  const rule = (schedule?.recurrence_rule ?? null) as Rule;
  const candidate = body && { ...body, ...(schedule && { id: schedule.id }), ...(rule && { recurrence_rule: rule }) };
  return $api.useQuery(
    'post',
    '/schedules/impact',
    { body: { candidate, ...(schedule && { id: schedule.id }) } },
    {
      enabled: body !== null,
      placeholderData: (previous: unknown) => previous as never,
      staleTime: 5000,
      retry: false,
    },
  );
}
