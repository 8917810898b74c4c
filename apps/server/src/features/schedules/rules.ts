import type { CampaignWindow, Programme, Schedule } from '@tvs/schedule';
import type { Db } from '../../database/connection.ts';
import { loadTree, type PlaceTree } from '../../publishing/places.ts';
import { toRule } from '../../publishing/rule.ts';
import { loadSettings } from '../../publishing/settings.ts';

/** All that decides what plays anywhere, at one moment, for questions that span many locations. */
export interface Rules {
  tree: PlaceTree;
  schedules: readonly Schedule[];
  campaigns: ReadonlyMap<number, CampaignWindow & { name: string }>;
}

/** Loads it in a fixed number of queries. */
export async function loadRules(db: Db): Promise<Rules> {
  const tree = await loadTree(db, await loadSettings(db));
  const schedules = await db.selectFrom('schedules').selectAll().where('is_active', '=', 1).execute();
  const campaigns = await db.selectFrom('campaigns').select(['id', 'name', 'is_active', 'priority', 'start_date', 'end_date']).execute();
  return {
    tree,
    schedules: schedules.map(toRule),
    campaigns: new Map(campaigns.map(row => [row.id, { ...row, is_active: row.is_active === 1 }])),
  };
}

/** The programme of one location; `schedules` may stand in for those that are, to ask what if. */
export function programmeOf(rules: Rules, location_id: number, schedules: readonly Schedule[] = rules.schedules): Programme {
  const chain = rules.tree.chain(location_id);
  const here = schedules.filter(schedule => schedule.location_id === null || chain.includes(schedule.location_id));
  return {
    timezone: rules.tree.timezone(location_id),
    location_chain: chain,
    default_campaign_id: rules.tree.defaultCampaign(location_id),
    campaigns: [...rules.campaigns.values()],
    schedules: here,
  };
}
