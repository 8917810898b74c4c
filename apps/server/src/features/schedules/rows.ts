import type { Schedule as WireSchedule } from '@tvs/protocol';
import type { RecurrenceRule, Schedule } from '@tvs/schedule';
import type { Selectable } from 'kysely';
import { fromJson, toJson } from '../../database/columns.ts';
import type { SchedulesTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';

type Row = Selectable<SchedulesTable>;

/** A row as the schedule engine takes it. */
export function toRule(row: Omit<Row, 'created_by' | 'created_at' | 'updated_at'>): Schedule {
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

/** A row as the wire shows it. */
export function toWire(row: Row & { campaign_name: string }): WireSchedule {
  return {
    ...toRule(row),
    campaign_name: row.campaign_name,
    created_by: row.created_by,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  } as WireSchedule;
}

/** What the engine takes, as columns. */
export function toColumns(rule: Omit<Schedule, 'id'>) {
  return {
    campaign_id: rule.campaign_id,
    location_id: rule.location_id,
    start_date: rule.start_date,
    end_date: rule.end_date,
    start_time: rule.start_time,
    end_time: rule.end_time,
    days_of_week: rule.days_of_week ? toJson(rule.days_of_week) : null,
    is_active: rule.is_active ? 1 : 0,
    priority: rule.priority,
    recurrence_rule: rule.recurrence_rule ? toJson(rule.recurrence_rule) : null,
  };
}
