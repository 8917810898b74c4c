import type { CampaignWindow, Programme, Schedule } from '../src/types.ts';

/** A schedule of campaign 1, everywhere, all day, from 2026-01-01 on, but for what is said otherwise. */
export function schedule(more: Partial<Schedule> = {}): Schedule {
  return {
    id: 1,
    campaign_id: 1,
    location_id: null,
    start_date: '2026-01-01',
    end_date: null,
    start_time: null,
    end_time: null,
    days_of_week: null,
    is_active: true,
    priority: 0,
    recurrence_rule: null,
    ...more,
  };
}

export function campaign(id: number, more: Partial<CampaignWindow> = {}): CampaignWindow {
  return { id, is_active: true, priority: 0, start_date: null, end_date: null, ...more };
}

/** A programme in UTC of these schedules, with campaigns 1 and 2 and no default. */
export function programme(schedules: Schedule[], more: Partial<Programme> = {}): Programme {
  return { timezone: 'UTC', location_chain: [30, 20, 10], campaigns: [campaign(1), campaign(2)], schedules, ...more };
}
