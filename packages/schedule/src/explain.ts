import { type CompiledProgramme, compiled, planIn } from './compile.ts';
import { formatDate, formatTime, weekdayOf } from './dates.ts';
import { toInstant } from './instants.ts';
import { covers, endOf, firstDifference, isOn, nextDate, type Plan, spanAt, startOf } from './plan.ts';
import type { Explanation, Instant, InstantLike, Programme, Schedule } from './types.ts';

/** By what a schedule is beaten, in the order of a plan's `rank`. */
const RANKS = ['priority', 'campaign_priority', 'nearer_location', 'newer'];

/**
 * Why each schedule of a programme plays at an instant, or does not, in the programme's order. Exactly one `plays` when `resolve` names a schedule, else none.
 *
 * | `verdict` | `reason` | `params` | `detail` |
 * |---|---|---|---|
 * | `plays` | `plays` | | plays |
 * | `beaten` | `priority`, `campaign_priority`, `nearer_location`, `newer` | `by`: id | beaten by 12: priority |
 * | `off` | `inactive`, `campaign_inactive` | | off: inactive |
 * | | `campaign_unknown`, `other_location` | `id` | off: other location 99 |
 * | | `campaign_starts`, `campaign_ended`, `starts`, `ended` | `date` | off: campaign ended 2026-03-01 |
 * | | `nothing_valid` (of the campaign's items, on that date) | `date` | off: nothing valid 2026-03-01 |
 * | | `weekday` | `weekday`: 0 = Sunday | off: Sunday |
 * | | `excluded` (an exdate), `not_recurring`, `clock_change` (the zone skips its time) | `date` | off: excluded 2026-12-25 |
 * | | `outside_hours` | `from`, `to` | off: outside hours 08:00-18:00 |
 * @throws ScheduleError
 */
export function explain(programme: Programme | CompiledProgramme, at: InstantLike): Explanation[] {
  const source = compiled(programme);
  const instant = toInstant(at, 'at');
  const on = source.ranked.filter(plan => isOn(plan, instant));
  const winner = on[0] as Plan;
  return source.programme.schedules.map(schedule => {
    const plan = on.find(plan => plan.schedule === schedule);
    if (!plan) return whyOff(schedule, instant, source);
    if (plan === winner) return tell(schedule, 'plays', 'plays', {}, 'plays');
    const reason = RANKS[firstDifference(plan, winner)] as string;
    const by = winner.schedule.id;
    return tell(schedule, 'beaten', reason, { by }, `beaten by ${by}: ${spaced(reason)}`);
  });
}

function whyOff(schedule: Schedule, at: Instant, source: CompiledProgramme): Explanation {
  const { campaign_id, location_id, start_date, end_date, days_of_week } = schedule;
  const off = (reason: string, params: Explanation['params'] = {}, words = `${spaced(reason)} ${Object.values(params).join('-')}`) =>
    tell(schedule, 'off', reason, params, `off: ${words}`.trim());
  if (!schedule.is_active) return off('inactive');
  const clip = source.clips.get(campaign_id);
  if (!clip) return off('campaign_unknown', { id: campaign_id });
  const plan = planIn(source, schedule);
  if (!plan) return off('campaign_inactive');
  if (plan.depth < 0) return off('other_location', { id: location_id as number });
  if (at < clip.from) return off('campaign_starts', { date: clip.campaign.start_date as string });
  if (at >= clip.to) return off('campaign_ended', { date: clip.campaign.end_date as string });

  const today = source.zone.dayOf(at);
  const span = spanAt(clip, today);
  if (at < span.from || at >= span.to) return off('nothing_valid', { date: formatDate(today) });
  // The date whose occurrence would last over this instant, if that date had one: late at night it is yesterday.
  const day = [today, today - 1, today - 2, today + 1].find(date => covers(plan, date, at)) ?? today;
  const date = formatDate(day);
  const weekday = weekdayOf(day);
  // Dates as text stand in the order of time.
  if (date < start_date) return off('starts', { date: start_date });
  if (end_date != null && date > end_date) return off('ended', { date: end_date });
  if (days_of_week && !days_of_week.includes(weekday))
    return off('weekday', { weekday }, new Date(date).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }));
  if (nextDate(plan, day) !== day)
    return off(nextDate({ ...plan, except: new Set() }, day) === day ? 'excluded' : 'not_recurring', { date });
  if (startOf(plan, day) >= endOf(plan, day)) return off('clock_change', { date });
  return off('outside_hours', { from: formatTime(plan.from), to: formatTime(plan.to) });
}

function tell(
  schedule: Schedule,
  verdict: Explanation['verdict'],
  reason: string,
  params: Explanation['params'],
  detail: string,
): Explanation {
  return { schedule_id: schedule.id, verdict, detail, reason, params };
}

function spaced(reason: string): string {
  return reason.replace('_', ' ');
}
