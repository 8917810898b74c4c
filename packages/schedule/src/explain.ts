import { type CompiledProgramme, clipsOf, compiled, depthOf } from './compile.ts';
import { DAY, formatDate, formatTime, MINUTE, parseDate, weekdayOf } from './dates.ts';
import { toInstant } from './instants.ts';
import { type Clip, Plan } from './plan.ts';
import type { Explanation, Instant, InstantLike, Programme, Schedule } from './types.ts';
import type { Zone } from './zones.ts';

const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * Why each schedule of a programme plays at an instant, or does not, in the programme's order. Exactly one `plays` when `resolve` names a schedule, else none.
 *
 * | `reason` | `params` | `detail` |
 * |---|---|---|
 * | `plays` | | plays |
 * | `priority`, `campaign_priority`, `location`, `newer` | `by` | beaten by 12: priority / campaign priority / nearer location / newer |
 * | `inactive`, `campaign_inactive` | | off: inactive / campaign inactive |
 * | `campaign_unknown` | `campaign` | off: campaign 9 unknown |
 * | `elsewhere` | `location` | off: location 99 |
 * | `campaign_starts`, `campaign_ended`, `starts`, `ended` | `date` | off: campaign starts 2026-03-01 / campaign ended … / starts … / ended … |
 * | `weekday` | `weekday` (0 = Sunday) | off: Sunday |
 * | `excluded`, `recurrence` | `date` | off: 2026-03-01 excluded / recurrence skips … |
 * | `time` | `from`, `to` | off: 08:00 to 18:00 |
 * | `clock_change` | `date` | off: clock change on … (the zone skips its time) |
 * @throws ScheduleError
 */
export function explain(programme: Programme | CompiledProgramme, at: InstantLike): Explanation[] {
  const source = compiled(programme);
  const instant = toInstant(at, 'at');
  const on = source.ranked.filter(plan => isOn(plan, instant, source.zone));
  const winner = on[0];
  const rivals = new Map(on.map(plan => [plan.schedule, plan]));
  const clips = clipsOf(source.programme, source.zone);
  return source.programme.schedules.map(schedule => {
    const plan = rivals.get(schedule);
    if (!plan || !winner) return off(schedule, instant, source, clips.get(schedule.campaign_id));
    if (plan === winner) return { schedule_id: schedule.id, verdict: 'plays', detail: 'plays', reason: 'plays', params: {} };
    const by = winner.schedule.id;
    const reason = beatenBy(plan, winner);
    const words = reason === 'location' ? 'nearer location' : reason.replace('_', ' ');
    return { schedule_id: schedule.id, verdict: 'beaten', detail: `beaten by ${by}: ${words}`, reason, params: { by } };
  });
}

function isOn(plan: Plan, at: Instant, zone: Zone): boolean {
  const day = zone.dayOf(at);
  for (let date = plan.next(day - 2); date <= day + 1; date = plan.next(date + 1)) {
    if (plan.start(date, zone) <= at && at < plan.end(date, zone)) return true;
  }
  return false;
}

function beatenBy(plan: Plan, winner: Plan): string {
  if (plan.schedule.priority !== winner.schedule.priority) return 'priority';
  if (plan.clip.campaign.priority !== winner.clip.campaign.priority) return 'campaign_priority';
  return plan.depth === winner.depth ? 'newer' : 'location';
}

function off(schedule: Schedule, at: Instant, source: CompiledProgramme, clip: Clip | undefined): Explanation {
  const because = (reason: string, detail: string, params: Explanation['params'] = {}): Explanation => {
    return { schedule_id: schedule.id, verdict: 'off', detail: `off: ${detail}`, reason, params };
  };
  const { zone } = source;
  const { campaign_id: campaign, location_id: location } = schedule;
  if (!schedule.is_active) return because('inactive', 'inactive');
  if (!clip) return because('campaign_unknown', `campaign ${campaign} unknown`, { campaign });
  if (!clip.campaign.is_active) return because('campaign_inactive', 'campaign inactive');
  if (location != null && depthOf(location, source.programme) < 0) return because('elsewhere', `location ${location}`, { location });
  if (at < clip.from) return dated('campaign_starts', 'campaign starts', clip.firstDay);
  if (at >= clip.to) return dated('campaign_ended', 'campaign ended', clip.lastDay);

  const plan = new Plan(schedule, clip, 0);
  const today = zone.dayOf(at);
  // The date whose occurrence this instant would lie in by its time alone; today when there is none.
  const lasting = [0, -1, -2, 1].map(n => today + n).find(date => plan.start(date, zone) <= at && at < plan.end(date, zone));
  const day = lasting ?? today;
  const [first, last] = [
    parseDate(schedule.start_date),
    schedule.end_date == null ? Number.POSITIVE_INFINITY : parseDate(schedule.end_date),
  ];
  if (day < first) return dated('starts', 'starts', first);
  if (day > last) return dated('ended', 'ended', last);
  const weekday = weekdayOf(day);
  if (schedule.days_of_week && !schedule.days_of_week.includes(weekday))
    return because('weekday', WEEKDAY_NAMES[weekday] ?? '', { weekday });
  if (plan.next(day) !== day) {
    const date = formatDate(day);
    const excluded = schedule.recurrence_rule?.exdates?.includes(date);
    return excluded ? because('excluded', `${date} excluded`, { date }) : because('recurrence', `recurrence skips ${date}`, { date });
  }
  if (plan.start(day, zone) >= plan.end(day, zone)) return dated('clock_change', 'clock change on', day);
  const [from, to] = [formatTime(plan.from / MINUTE), formatTime((plan.to % DAY) / MINUTE)];
  return because('time', `${from} to ${to}`, { from, to });

  function dated(reason: string, words: string, date: number) {
    return because(reason, `${words} ${formatDate(date)}`, { date: formatDate(date) });
  }
}
