import { type CompiledProgramme, compiled, depthOf } from './compile.ts';
import { formatDate, formatTime, parseDate, weekdayOf } from './dates.ts';
import { toInstant } from './instants.ts';
import { Plan } from './plan.ts';
import type { Explanation, Instant, InstantLike, Programme, Schedule } from './types.ts';

const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

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
 * | | `weekday` | `weekday`: 0 = Sunday | off: Sunday |
 * | | `excluded` (an exdate), `not_recurring`, `clock_change` (the zone skips its time) | `date` | off: excluded 2026-12-25 |
 * | | `outside_hours` | `from`, `to` | off: outside hours 08:00-18:00 |
 * @throws ScheduleError
 */
export function explain(programme: Programme | CompiledProgramme, at: InstantLike): Explanation[] {
  const source = compiled(programme);
  const instant = toInstant(at, 'at');
  const on = new Map(source.ranked.filter(plan => plan.isOn(instant)).map(plan => [plan.schedule, plan]));
  const [winner] = on.values();
  return source.programme.schedules.map(schedule => {
    const plan = on.get(schedule);
    if (!plan || !winner) return whyOff(schedule, instant, source);
    if (plan === winner) return tell(schedule, 'plays', 'plays', 'plays', {});
    const reason = whyBeaten(plan, winner);
    const by = winner.schedule.id;
    return tell(schedule, 'beaten', reason, `beaten by ${by}: ${spaced(reason)}`, { by });
  });
}

function whyBeaten({ schedule, clip, depth }: Plan, winner: Plan): string {
  if (schedule.priority !== winner.schedule.priority) return 'priority';
  if (clip.campaign.priority !== winner.clip.campaign.priority) return 'campaign_priority';
  return depth === winner.depth ? 'newer' : 'nearer_location';
}

function whyOff(schedule: Schedule, at: Instant, { zone, clips, programme }: CompiledProgramme): Explanation {
  const { campaign_id, location_id, start_date, end_date, days_of_week, recurrence_rule } = schedule;
  const off = (reason: string, params: Explanation['params'] = {}, words = [spaced(reason), ...Object.values(params)].join(' ')) =>
    tell(schedule, 'off', reason, `off: ${words}`, params);
  const clip = clips.get(campaign_id);
  if (!schedule.is_active) return off('inactive');
  if (!clip) return off('campaign_unknown', { id: campaign_id });
  if (!clip.campaign.is_active) return off('campaign_inactive');
  if (location_id != null && depthOf(location_id, programme.location_chain) < 0) return off('other_location', { id: location_id });
  if (at < clip.from) return off('campaign_starts', { date: clip.campaign.start_date as string });
  if (at >= clip.to) return off('campaign_ended', { date: clip.campaign.end_date as string });

  const plan = new Plan(schedule, clip, 0, zone);
  const today = zone.dayOf(at);
  // The date whose occurrence would last over this instant, if that date had one: late at night it is yesterday.
  const day = [today, today - 1, today - 2, today + 1].find(date => plan.covers(date, at)) ?? today;
  const date = formatDate(day);
  if (day < parseDate(start_date)) return off('starts', { date: start_date });
  if (end_date != null && day > parseDate(end_date)) return off('ended', { date: end_date });
  const weekday = weekdayOf(day);
  if (days_of_week && !days_of_week.includes(weekday)) return off('weekday', { weekday }, NAMES[weekday]);
  if (plan.next(day) !== day) return off(recurrence_rule?.exdates?.includes(date) ? 'excluded' : 'not_recurring', { date });
  if (plan.start(day) >= plan.end(day)) return off('clock_change', { date });
  const from = formatTime(plan.from);
  const to = formatTime(plan.to);
  return off('outside_hours', { from, to }, `outside hours ${from}-${to}`);
}

function tell(
  schedule: Schedule,
  verdict: Explanation['verdict'],
  reason: string,
  detail: string,
  params: Explanation['params'],
): Explanation {
  return { schedule_id: schedule.id, verdict, detail, reason, params };
}

function spaced(reason: string): string {
  return reason.replace('_', ' ');
}
