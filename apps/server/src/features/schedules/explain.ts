import type { ExplainAnswer } from '@tvs/protocol';
import { compile, explain, resolve } from '@tvs/schedule';
import { iso } from '../../platform/clock.ts';
import { programmeOf, type Rules } from './rules.ts';

/** Most lines of one answer; what plays and what is beaten come before what is off. */
const most = 200;
const order = { plays: 0, beaten: 1, off: 2 };

/** What plays at a location at an instant (epoch ms), and of its schedules and those from above why or why not. */
export function explainAt(rules: Rules, location_id: number, at: number): ExplainAnswer {
  const programme = compile(programmeOf(rules, location_id));
  const { schedule_id, campaign_id, until } = resolve(programme, at);
  const campaignOf = new Map(rules.schedules.map(schedule => [schedule.id, schedule.campaign_id]));
  const nameOf = (id: number) => rules.campaigns.get(id)?.name;
  const reasons = explain(programme, at)
    .sort((a, b) => order[a.verdict] - order[b.verdict] || b.schedule_id - a.schedule_id)
    .slice(0, most);
  return {
    location_id,
    timezone: rules.tree.timezone(location_id),
    at: iso(at),
    schedule_id,
    campaign_id,
    campaign_name: campaign_id === null ? null : (nameOf(campaign_id) ?? null),
    until: iso(until),
    explain: reasons.map(reason => {
      const campaign = campaignOf.get(reason.schedule_id) ?? 0;
      return { ...reason, campaign_id: campaign, campaign_name: nameOf(campaign) ?? '' };
    }),
    total: programme.programme.schedules.length,
  };
}
