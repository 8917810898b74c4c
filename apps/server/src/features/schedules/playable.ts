import type { Schedule } from '@tvs/schedule';
import { problems, rule } from '../../platform/errors.ts';
import { before, firstOn, type Rules } from './rules.ts';

/**
 * Refuses an active schedule that can never be on, in no zone of the places it is for, whatever its campaign's dates.
 * Whether it can is the engine's to say; these words only look for the field that keeps it from it.
 */
export function requirePlayable(rules: Rules, schedule: Schedule): void {
  if (!schedule.is_active) return;
  const campaign = { id: schedule.campaign_id, is_active: true, priority: 0, start_date: null, end_date: null };
  const plays = (changed: Partial<Schedule>) => firstOn(rules, { ...schedule, ...changed }, campaign, before(schedule)) !== null;
  if (plays({})) return;
  const { start_date, end_date, days_of_week, recurrence_rule } = schedule;
  const dates =
    end_date === null ? `from ${start_date} on` : end_date === start_date ? `on ${start_date}` : `from ${start_date} to ${end_date}`;
  if (recurrence_rule) {
    const until = recurrence_rule.until;
    if (until && until < start_date)
      throw rule('recurrence_rule', `ends on ${until}, before the schedule starts on ${start_date}: it would never play`);
    const among = days_of_week && plays({ days_of_week: null }) ? ' on the days of the week that days_of_week names' : '';
    throw rule('recurrence_rule', `gives no date ${dates}${among} on which the schedule could play: it would never play`);
  }
  if (days_of_week && plays({ days_of_week: null }))
    throw rule('days_of_week', `names no day that lies ${dates}: the schedule would never play`);
  throw rule('start_date', 'leaves nothing to play: the clock change skips the whole time of the schedule on every date that it has');
}

/** Refuses dates of a rule's own that the schedule's dates cut off without a word. */
export function requireOwnDates({ start_date, end_date, recurrence_rule }: Schedule): void {
  const errors = (recurrence_rule?.rdates ?? []).flatMap((date, index) =>
    date < start_date || (end_date !== null && date > end_date)
      ? { path: `recurrence_rule.rdates[${index}]`, message: 'lies outside the schedule’s dates' }
      : [],
  );
  const first = errors[0];
  if (first) throw problems.rule(`${first.path} ${first.message}.`, { errors: errors.slice(0, 50) });
}
