import type { RecurrenceRule, Schedule } from '@tvs/schedule';
import type { Selectable } from 'kysely';
import { fromJson } from '../database/columns.ts';
import type { SchedulesTable } from '../database/tables.ts';

/** A schedule's row as the engine takes it: read in one way, for screens and for questions alike. */
export function toRule(row: Omit<Selectable<SchedulesTable>, 'created_by' | 'created_at' | 'updated_at'>): Schedule {
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    location_id: row.location_id,
    start_date: row.start_date,
    end_date: row.end_date,
    start_time: row.start_time,
    end_time: row.end_time,
    days_of_week: fromJson<number[]>(row.days_of_week),
    is_active: row.is_active === 1,
    priority: row.priority,
    recurrence_rule: fromJson<RecurrenceRule>(row.recurrence_rule),
  };
}
