import type { ScheduleConflict } from '@tvs/protocol';
import { conflicts, resolve, type Schedule } from '@tvs/schedule';
import { iso } from '../../platform/clock.ts';
import { latest, type Rules } from './rules.ts';

const twoYears = 2 * 365.25 * 86_400_000;
/** Named in one answer, the worst kind first. */
const most = 1000;

/**
 * Schedules that the candidate meets between `from` and two years on, counted from its start where that is later. Those at or above its location are compared in its
 * own zone; those below it in theirs, since a schedule for a whole region starts at each store's own time.
 */
export function conflictsOf(rules: Rules, candidate: Schedule, from: number): ScheduleConflict[] {
  const { tree } = rules;
  const to = Math.min(Math.max(from, Date.parse(candidate.start_date)) + twoYears, latest);
  const meeting = meetingPlace(rules, candidate);
  const campaigns = [...rules.campaigns.values()];
  const found = [...byZone(rules, candidate, meeting)].flatMap(([timezone, existing]) => {
    // The candidate is related to all of them: the chain names them all at once, so that it is expanded once for each zone, not for each store.
    const location_chain = [...new Set(existing.flatMap(schedule => schedule.location_id ?? []).concat(candidate.location_id ?? []))];
    return conflicts({ timezone, location_chain, campaigns, schedules: [] }, candidate, existing, from, to);
  });
  found.sort((a, b) => a.kind.localeCompare(b.kind) || a.first_overlap.start - b.first_overlap.start);
  const byId = new Map(rules.schedules.map(schedule => [schedule.id, schedule]));
  return found.slice(0, most).flatMap(({ schedule_id, kind, first_overlap: { start, end } }) => {
    const existing = byId.get(schedule_id);
    const place = existing && meeting(existing);
    if (!existing || place === undefined) return [];
    const two = [candidate, existing];
    const on = resolve(
      {
        timezone: tree.timezone(place),
        location_chain: tree.chain(place),
        campaigns: two.flatMap(schedule => rules.campaigns.get(schedule.campaign_id) ?? []),
        schedules: two,
      },
      start,
    );
    return {
      schedule_id,
      campaign_id: existing.campaign_id,
      campaign_name: rules.campaigns.get(existing.campaign_id)?.name ?? '',
      kind,
      wins: on.schedule_id === existing.id ? 'existing' : 'candidate',
      first_overlap: { start: iso(start), end: iso(end) },
    };
  });
}

/** A refusal in a sentence: who plays, and when they first meet, by the clock of the candidate's location. */
export function conflictSentence(rules: Rules, candidate: Schedule, [first, ...more]: readonly ScheduleConflict[]): string {
  if (!first) return '';
  const timezone = rules.tree.timezone(homeOf(rules, candidate));
  // Swedish writes dates and times as YYYY-MM-DD HH:MM.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  const [date, time] = local.format(Date.parse(first.first_overlap.start)).split(' ');
  const others = more.length === 0 ? '' : ` ${more.length} more ${more.length === 1 ? 'schedule does' : 'schedules do'}, too.`;
  return `“${first.campaign_name}” plays there with the same rank at the same time, first on ${date} at ${time} (${timezone}).${others}`;
}

/** The location in whose zone a candidate is compared. */
function homeOf({ tree }: Rules, { location_id }: Schedule): number {
  return location_id ?? tree.all().next().value?.id ?? 0;
}

/** Where a schedule and the candidate are both for the screens; `undefined`: nowhere. */
function meetingPlace(rules: Rules, candidate: Schedule): (schedule: Schedule) => number | undefined {
  const { tree } = rules;
  const home = homeOf(rules, candidate);
  const above = new Set(candidate.location_id === null ? [] : tree.chain(candidate.location_id));
  const below = candidate.location_id === null ? null : tree.below([candidate.location_id]);
  return ({ location_id }) => {
    if (location_id === null || above.has(location_id)) return home;
    return below === null || below.has(location_id) ? location_id : undefined;
  };
}

/** Existing schedules by the zone in which they are compared with the candidate. */
function byZone({ tree, schedules }: Rules, candidate: Schedule, meeting: ReturnType<typeof meetingPlace>): Map<string, Schedule[]> {
  const zones = new Map<string, Schedule[]>();
  for (const schedule of schedules) {
    const place = schedule.id === candidate.id ? undefined : meeting(schedule);
    if (place === undefined) continue;
    const zone = tree.timezone(place);
    const group = zones.get(zone);
    if (group) group.push(schedule);
    else zones.set(zone, [schedule]);
  }
  return zones;
}
