import type { Schedule as WireSchedule } from '@tvs/protocol';
import type { Schedule } from '@tvs/schedule';
import type { Selectable } from 'kysely';
import { toJson } from '../../database/columns.ts';
import type { SchedulesTable } from '../../database/tables.ts';
import { iso } from '../../platform/clock.ts';
import { toRule } from '../../publishing/rule.ts';

type Row = Selectable<SchedulesTable>;

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
