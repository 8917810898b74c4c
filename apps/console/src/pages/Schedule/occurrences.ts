import type { Campaign, Schedule } from '@tvs/protocol';
import { timeline } from '@tvs/schedule';
import type { Stretch } from './blocks.ts';

/** When a schedule would be on between two instants, were it alone: the engine asked about nothing else. */
export function occurrencesOf(schedule: Schedule, campaign: Campaign | undefined, zone: string, from: number, to: number): Stretch[] {
  const { id, campaign_id, location_id } = schedule;
  const segments = timeline(
    {
      timezone: zone,
      location_chain: location_id === null ? [] : [location_id],
      campaigns: [
        {
          id: campaign_id,
          is_active: campaign?.is_active ?? true,
          priority: 0,
          start_date: campaign?.start_date ?? null,
          end_date: campaign?.end_date ?? null,
        },
      ],
      schedules: [schedule],
    },
    from,
    to,
  );
  return segments
    .filter(({ schedule_id }) => schedule_id === id)
    .map(({ start, end }) => ({ scheduleId: id, campaignId: campaign_id, start, end }));
}
