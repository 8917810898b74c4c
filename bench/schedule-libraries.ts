import { createRequire } from 'node:module';
import type { Schedule, Weekday } from '@tvs/schedule';
import type * as rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';
import { ZONE } from './schedule-set.ts';

// Node takes its CommonJS build, the types and bundlers its other one; only so do both agree on what is exported.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof rrule;
const WEEKDAYS: Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Expands one schedule in a window to the instants at which its occurrences begin. */
export type Expand = (from: number, to: number) => number[];

export interface Library {
  name: string;
  /** Reads a schedule once, as `compile` does; only what it returns is measured. */
  prepare(schedule: Schedule): Expand;
}

/** A schedule as RFC 5545 text without DTSTART. Without a rule it is a daily one; `days_of_week` filters after it, as a BYDAY would count otherwise. */
function ruleText(schedule: Schedule): string {
  const rule = schedule.recurrence_rule ?? { freq: 'DAILY' as const, byday: schedule.days_of_week?.map(day => WEEKDAYS[day] ?? 'SU') };
  const parts = Object.entries(rule).filter(([, value]) => value !== undefined);
  if (schedule.end_date) parts.push(['until', `${schedule.end_date.replaceAll('-', '')}T235959Z`]);
  return parts.map(([key, value]) => `${key.toUpperCase()}=${String(value)}`).join(';');
}

const passes = ({ recurrence_rule, days_of_week }: Schedule, day: number) =>
  !recurrence_rule || !days_of_week || days_of_week.includes(day);

/** Works on local time written as UTC. Putting the zone back is left out of its time: it has no fast way to. */
export const rruleLibrary: Library = {
  name: 'rrule',
  prepare: schedule => {
    const dtstart = new Date(`${schedule.start_date}T${schedule.start_time}:00Z`);
    // Its cache would answer the second time what it was asked the first; it is off.
    const rule = new RRule({ ...RRule.parseString(ruleText(schedule)), dtstart }, true);
    return (from, to) =>
      rule
        .between(new Date(from), new Date(to), true)
        .filter(date => passes(schedule, date.getUTCDay()))
        .map(Number);
  },
};

export const temporalLibrary: Library = {
  name: 'rrule-temporal',
  prepare: schedule => {
    const dtstart = `${schedule.start_date.replaceAll('-', '')}T${schedule.start_time?.replace(':', '')}00`;
    const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${ZONE}:${dtstart}\nRRULE:${ruleText(schedule)}`, cache: false });
    return (from, to) =>
      rule
        .between(new Date(from), new Date(to), true)
        .filter(at => passes(schedule, at.dayOfWeek % 7))
        .map(at => at.epochMilliseconds);
  },
};
