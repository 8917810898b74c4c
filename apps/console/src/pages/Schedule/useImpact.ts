import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { $api } from '../../api/client.ts';
import { bodyOf, type ScheduleBody, type ScheduleValues } from './formValues.ts';

const options = { placeholderData: keepPreviousData, staleTime: 5000, retry: false };

/** What the form says, a moment after the last edit; `null` while it can't be saved. */
export function useCandidate(values: ScheduleValues, id: number | undefined): (ScheduleBody & { id?: number }) | null {
  const text = useMemo(() => JSON.stringify(bodyOf(values)), [values]);
  const [settled] = useDebouncedValue(text, 400);
  return useMemo(() => {
    const body = JSON.parse(settled) as ScheduleBody | null;
    return body && { ...body, ...(id !== undefined && { id }) };
  }, [settled, id]);
}

/** What saving would change on the screens; a `null` candidate with an id: what deleting would. */
export function useImpact(candidate: ReturnType<typeof useCandidate>, id: number | undefined, enabled: boolean) {
  return $api.useQuery('post', '/schedules/impact', { body: { candidate, ...(id !== undefined && { id }) } }, { ...options, enabled });
}

/** What the schedule would meet: ties, and what it beats or is beaten by. */
export function useCheck(candidate: ReturnType<typeof useCandidate>) {
  // Disabled without a candidate: nothing is sent then.
  const body = candidate ?? { campaign_id: 0, start_date: '' };
  return $api.useQuery('post', '/schedules/check', { body }, { ...options, enabled: candidate?.is_active === true });
}
