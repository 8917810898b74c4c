import { $api } from '../../api/client.ts';

/** The next greater priority that no other schedule of the place has: one that surely ends a tie. */
export function useFreePriority(priority: number, locationId: number | null, scheduleId: number | undefined): number {
  const { data } = $api.useQuery('get', '/schedules', {
    params: { query: { per_page: '200', ...(locationId !== null && { location_id: String(locationId) }) } },
  });
  return nextFree(
    priority,
    (data?.items ?? []).filter(({ id }) => id !== scheduleId).map(schedule => schedule.priority),
  );
}

/** The smallest whole number above `priority` that isn't taken. */
export function nextFree(priority: number, taken: readonly number[]): number {
  let free = priority + 1;
  while (taken.includes(free)) free += 1;
  return free;
}
