import { both, type Check, expecting, listOf, optional, shape, text, whole } from './checks.ts';
import { parseTime } from './dates.ts';
import { date, rule } from './recurrence/checked.ts';
import { findZone } from './zone.ts';

const id = expecting(Number.isSafeInteger, 'type', 'a whole number');
const time = optional(text(value => parseTime(value) >= 0, 'time', 'a time HH:MM'));
const ranked = {
  id,
  is_active: expecting(value => typeof value === 'boolean', 'type', 'true or false'),
  priority: expecting(Number.isFinite, 'type', 'a number'),
  start_date: optional(date),
  end_date: optional(date),
};

/** Fields it does not know are let be, here and in a programme. */
export const schedule: Check = shape({
  ...ranked,
  campaign_id: id,
  location_id: optional(id),
  start_date: date,
  start_time: time,
  end_time: time,
  days_of_week: optional(listOf(whole(0, 6), 1)),
  recurrence_rule: optional(rule),
});

const fields = shape({
  timezone: text(value => findZone(value) !== undefined, 'timezone', 'a known time zone'),
  location_chain: listOf(id),
  default_campaign_id: optional(id),
  campaigns: listOf(shape({ ...ranked, valid: optional(listOf(shape({ valid_from: optional(date), valid_until: optional(date) }), 1)) })),
  schedules: listOf(schedule),
});

const distinct: Check = (items, fail) => {
  const seen = new Set();
  listOf(shape({ id: expecting(value => seen.size < seen.add(value).size, 'duplicate', 'another id') }))(items, fail);
};

export const programme = both(fields, shape({ campaigns: distinct, schedules: distinct }));
